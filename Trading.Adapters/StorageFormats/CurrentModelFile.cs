using System.Text.Json.Serialization;
using Trading.Core.Learning.Evidence;
using Trading.Core.Storage;

namespace Trading.Adapters.StorageFormats;

/// <summary>The document <c>current.json</c>: which model is in use.</summary>
/// <param name="Promoted">Id of the model that may trade; null when there is none.</param>
/// <param name="Newest">Id of the model that was trained last; null before the first.</param>
/// <param name="Reason">Why this was decided, in a sentence.</param>
/// <param name="DecidedAt">When this was decided.</param>
/// <param name="Write">
/// A text that no earlier write had. It keeps two versions of the document from ever being equal, and a writer recognizes its own
/// version by it. Null in documents of older programs.
/// </param>
internal sealed record CurrentModelFile(string? Promoted, string? Newest, string Reason, Instant DecidedAt, string? Write = null)
{
    /// <summary>Id of the model that was in use before; null when there was none and in older documents.</summary>
    public string? Previous { get; init; }

    /// <summary>The evidence for the recipe in use; null before the first judgement and in older documents.</summary>
    public RecipeEvidence? Evidence { get; init; }

    /// <summary>The model that learned from old bars alone; null, and not written, when there is none such in use.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OldBars? OldBars { get; init; }

    /// <summary>What a person can do about a damaged document in a folder.</summary>
    public const string RemedyInFolder = "; delete this file, and the next training writes it anew";

    /// <summary>What a person can do about a damaged document in a blob.</summary>
    public const string RemedyInBlob =
        "; restore an earlier version of this blob, or delete it, and the next training writes it anew";

    /// <summary>The document that one write stores.</summary>
    public static CurrentModelFile Of(CurrentModel current, string write) =>
        new(current.Promoted, current.Newest, current.Reason, current.DecidedAt, write)
        {
            Previous = current.Previous,
            Evidence = current.Evidence,
            OldBars = current.OldBars,
        };

    /// <summary>What the document says.</summary>
    public CurrentModel ToCurrentModel() => new(Promoted, Newest, Reason, DecidedAt)
    {
        Previous = Previous,
        Evidence = Evidence,
        OldBars = OldBars,
    };
}
