using Microsoft.ML;
using Trading.Core.Features;

namespace Trading.Core.Learning;

/// <summary>
/// A loaded model: a feature row in, the calibrated probability of profit out. Not safe for several threads at once.
/// </summary>
public sealed class Predictor : IDisposable
{
    private readonly PredictionEngine<FeatureRow, CalibratedScore> engine;
    private readonly FeatureRow row = new() { Features = new float[FeatureSchema.Count] };
    private readonly CalibratedScore score = new();

    private Predictor(PredictionEngine<FeatureRow, CalibratedScore> engine) => this.engine = engine;

    /// <summary>Loads a model.</summary>
    /// <exception cref="InvalidOperationException">Its feature schema is not this program's; the message names both.</exception>
    /// <exception cref="FormatException">The bytes are not a model.</exception>
    public static Predictor Load(ModelArtifact artifact)
    {
        if (SchemaError(artifact.Card) is { } error) throw new InvalidOperationException(
            $"Model {artifact.Id} {error} Train a new one.");
        return Load(artifact.Id, artifact.Model, artifact.Card.Seed);
    }

    private static string? SchemaError(ModelCard card)
    {
        if (card.SchemaVersion != FeatureSchema.Version)
            return $"was trained with feature schema {card.SchemaVersion}; this program computes schema {FeatureSchema.Version}.";
        if (card.Features.SequenceEqual(FeatureSchema.Names)) return null;
        var (lost, added) = (
            card.Features.Except(FeatureSchema.Names).ToList(), FeatureSchema.Names.Except(card.Features).ToList());
        var differences = new[]
        {
            lost.Count > 0 ? $"this program does not compute {string.Join(", ", lost)}" : "",
            added.Count > 0 ? $"the model does not know {string.Join(", ", added)}" : "",
        }.Where(difference => difference.Length > 0).ToList();
        return $"was trained with other features, though its schema is {card.SchemaVersion}, too: "
            + (differences.Count > 0 ? string.Join("; ", differences) : "they stand in another order") + ".";
    }

    /// <summary>Loads the bytes of a model whose schema is known to be right.</summary>
    internal static Predictor Load(string id, ReadOnlyMemory<byte> model, int seed)
    {
        var ml = new MLContext(seed);
        using var stream = new MemoryStream(model.ToArray(), writable: false);
        try
        {
            return new Predictor(ml.Model.CreatePredictionEngine<FeatureRow, CalibratedScore>(
                ml.Model.Load(stream, out _), ignoreMissingColumns: false, inputSchemaDefinition: FeatureRow.Definition()));
        }
        catch (Exception e) when (e is FormatException or InvalidDataException or InvalidOperationException)
        {
            throw new FormatException($"Model {id} cannot be loaded; its file is damaged.", e);
        }
    }

    /// <summary>Calibrated probability that a share bought now ends in profit.</summary>
    /// <param name="features">A row of length <see cref="FeatureSchema.Count"/>.</param>
    public float Predict(ReadOnlySpan<float> features)
    {
        features.CopyTo(row.Features);
        var result = score;
        engine.Predict(row, ref result);
        return result.Probability;
    }

    /// <inheritdoc/>
    public void Dispose() => engine.Dispose();
}
