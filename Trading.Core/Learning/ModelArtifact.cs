namespace Trading.Core.Learning;

/// <summary>A trained, calibrated model with its card.</summary>
/// <param name="Model">ML.NET's model file (a zip).</param>
/// <param name="Card">What is known of it.</param>
public sealed record ModelArtifact(ReadOnlyMemory<byte> Model, ModelCard Card)
{
    /// <summary>Training time and a hash of the content, as in <c>20251103T010000Z-3f9a0c52be17</c>.</summary>
    public string Id => Card.Id;
}
