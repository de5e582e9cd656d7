using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Storage;
using Trading.Core.Training;
using Trading.Core.Universe;

namespace Trading.Core.Evaluation.Holding;

/// <summary>The universe of a recipe as it is held: the recorded ones of its symbols, or what its rule chooses.</summary>
/// <param name="archive">The recorded bars.</param>
/// <param name="calendar">When the exchange trades.</param>
/// <param name="recipe">The symbols and the rule.</param>
internal sealed class HeldUniverse(IBarArchive archive, IMarketCalendar calendar, Recipe recipe)
{
    private readonly SessionUniverses universes = new(archive, calendar, recipe);

    /// <summary>The sessions as they are held.</summary>
    /// <param name="sessions">The sessions with the bars of all symbols that may be held, in order.</param>
    /// <param name="cancel">Stops between sessions.</param>
    public async Task<IReadOnlyList<HeldSession>> ReadAsync(
        IReadOnlyList<EvaluatedSession> sessions, CancellationToken cancel)
    {
        var held = new List<HeldSession>(sessions.Count);
        foreach (var session in sessions)
        {
            if (recipe is { IsWholeMarket: false, Universe.Chooses: false })
            {
                held.Add(HeldSession.Of(session.Hours, session.Bars));
                continue;
            }
            var members = await universes.MembersAsync(session.Hours.Date, cancel);
            held.Add(recipe.Universe.Chooses
                ? HeldSession.Of(session.Hours, session.Bars, new ChosenSymbols(
                    UniverseChooser.At(recipe.Universe, session.Hours), members.Keys.ToHashSet(StringComparer.Ordinal)))
                : HeldSession.Of(session.Hours, session.Bars.Where(series => members.ContainsKey(series.Symbol))));
        }
        return held;
    }
}
