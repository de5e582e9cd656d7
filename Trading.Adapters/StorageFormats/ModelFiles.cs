using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Trading.Adapters.StorageFormats;

/// <summary>The names of a registry's files: <c>{id}/model.zip</c>, <c>{id}/card.json</c> and <c>current.json</c>.</summary>
internal static partial class ModelFiles
{
    /// <summary>The trained model, in the folder of its id.</summary>
    public const string Model = "model.zip";

    /// <summary>The model's card, in the folder of its id.</summary>
    public const string Card = "card.json";

    /// <summary>Which model is in use (<see cref="CurrentModelFile"/>).</summary>
    public const string Current = "current.json";

    /// <summary>
    /// Whether a text can be a model id: 1 to 128 letters, digits, dots, hyphens and underscores, a letter or digit first.
    /// </summary>
    public static bool IsId(string text) => Id().IsMatch(text);

    /// <summary>The id itself, which is safe to use as a folder's name.</summary>
    /// <exception cref="ArgumentException">It is not a model id.</exception>
    public static string RequireId(string id) => IsId(id)
        ? id
        : throw new ArgumentException(
            $"'{id}' is not a model id; an id has letters, digits, dots, hyphens and underscores, as "
                + $"20251103T010000Z-3f9a0c52be17.", nameof(id));

    /// <summary>The SHA-256 checksum of a model's bytes, as 64 lower-case hexadecimal digits.</summary>
    public static string Checksum(ReadOnlySpan<byte> model) => Convert.ToHexStringLower(SHA256.HashData(model));

    // \z and not $, which also matches before a line feed at the end.
    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]{0,127}\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Id();
}
