using Trading.Core.Features;

namespace Trading.Core.Learning;

/// <summary>Whether this program can use a stored model.</summary>
public static class ModelFormat
{
    /// <summary>Version of the model's file and of what a card says; models of another version are refused.</summary>
    public const int Version = 2;

    /// <summary>Why this program cannot use a model, as the end of a sentence that begins with its id; null when it
    /// can.</summary>
    public static string? ErrorOf(ModelCard card)
    {
        if (card.FormatVersion != Version)
            return $"was made by another version of this program (format {card.FormatVersion}; this program reads {Version}).";
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
}
