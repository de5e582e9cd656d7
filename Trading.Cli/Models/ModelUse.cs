using Trading.Cli.Connecting;
using Trading.Cli.Output;
using Trading.Core.Learning;
using Trading.Core.Storage;
using Trading.Core.Training;
using Trading.Reporting;

namespace Trading.Cli.Models;

/// <summary>Which model of a book is in use, and where it stands.</summary>
/// <param name="InUse">Its id; null when there is none.</param>
/// <param name="Standing">How far it is proven.</param>
/// <param name="Current">What was decided last.</param>
internal sealed record ModelUse(string? InUse, ModelStanding Standing, CurrentModel Current)
{
    /// <summary>Finds out, by the settings in force and the book's own clock.</summary>
    public static async Task<ModelUse> OfAsync(
        CommandContext context, OpenBook book, CurrentModel current, CancellationToken cancel)
    {
        if (ModelChoice.InUse(current) is not { } id) return new ModelUse(null, ModelStanding.None, current);
        var inUse = new ModelInUse(
            book.Models, context.Settings, book.Mode, await book.OwnClockAsync(cancel));
        var (model, _) = await inUse.GetAsync(current, cancel);
        return new ModelUse(id, model?.Standing ?? ModelStanding.None, current);
    }

    /// <summary>The same for a page.</summary>
    public IEnumerable<Fact> Facts() =>
    [
        new("in use", InUse ?? "none", InUse is null ? Tone.Caution : Tone.Plain),
        new("before it", Current.Previous ?? "none"),
        new("standing", EvidenceFigures.Standing(Standing), Standing == ModelStanding.Proven ? Tone.Good : Tone.Caution),
        new("evidence", EvidenceText.Of(Current.Evidence?.Last)),
        .. Current.Reason == EvidenceText.Of(Current.Evidence?.Last) ? (IEnumerable<Fact>)[] : [new("why", Current.Reason)],
    ];
}
