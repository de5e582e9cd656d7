using Trading.Core.Market;
using Trading.Core.Risk;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Core.Training;
using Trading.Core.Universe;
using Trading.Reporting.Backtests;
using Trading.Simulation.Backtest;
using Trading.Simulation.Markets;
using Trading.Simulation.Markets.Synthetic;

namespace Trading.Tests.Simulation.Backtest;

/// <summary>Three sessions on a market of 120 names, of which a session scans at most four in play.</summary>
public sealed class InPlayBacktestTests
{
    private static readonly NyseCalendar Calendar = new();
    private static readonly LocalDate From = new(2025, 11, 3);
    private static readonly LocalDate To = new(2025, 11, 5);

    private static readonly TradingSettings Settings = new()
    {
        Symbols = MadeUpTickers.Of(120),
        IsWholeMarket = true,
        Universe = UniverseRule.Parse("InPlay:4")! with { MinDollarVolume = 0 },
        Risk = new RiskLimits { MinConfidence = 0.6 },
    };

    private static readonly Lazy<Task<(BacktestResult Result, InMemoryJournal Journal)>> Read =
        new(() => RunAsync(Market(), keepsBars: false));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Names_in_play_are_chosen_once_a_session_traded_from_then_on_and_journaled_with_their_reasons()
    {
        var (result, journal) = await Read.Value;

        Assert.Empty(result.Summary.Violations);
        Assert.NotEmpty(result.Trades);
        var universes = new SessionUniverses(new TapeArchive(Market()), Calendar, Settings.Recipe);
        foreach (var session in Calendar.SessionsBetween(From, To))
        {
            var choice = (await journal.GetUniverseAsync(session.Date, Cancel))!;
            Assert.Equal(ExchangeTime.At(session.Date, new LocalTime(10, 5)), choice.ChosenAt);
            Assert.InRange(choice.Members.Count, 1, 4);
            Assert.All(choice.Members, member => Assert.True(Math.Abs(member.Gap!.Value) > 1 && member.OpeningRatio > 2));
            // What training takes for a session is what was traded in it.
            Assert.Equal(
                choice.Symbols.Order(StringComparer.Ordinal),
                (await universes.MembersAsync(session.Date, Cancel)).Keys.Order(StringComparer.Ordinal));
            var predictions = await journal.GetPredictionsAsync(session.Date, null, Cancel);
            Assert.Subset(choice.Symbols.ToHashSet(), predictions.Select(p => p.Symbol).ToHashSet());
            Assert.All(predictions, p => Assert.True(p.Minute >= choice.ChosenAt));
            Assert.Equal(choice.ChosenAt, predictions.Min(p => p.Minute));
        }
    }

    [Fact]
    public async Task What_is_held_is_what_the_rule_chose_and_not_the_pool()
    {
        var (result, journal) = await Read.Value;
        var most = 0;
        foreach (var session in Calendar.SessionsBetween(From, To))
            most = Math.Max(most, (await journal.GetUniverseAsync(session.Date, Cancel))!.Members.Count);

        Assert.Equal(most, result.Summary.Baselines.Holding.Parts);
        Assert.Empty(result.Summary.Baselines.Holding.Gaps);
        Assert.NotEqual(0, result.Summary.Baselines.BuyAndHold.Return);
    }

    [Fact]
    public async Task Bars_that_are_stored_again_or_read_from_the_tape_give_the_same_run()
    {
        var (read, readJournal) = await Read.Value;
        var (kept, keptJournal) = await RunAsync(Market(), keepsBars: true);
        Assert.NotEmpty(read.Trades);
        Assert.Equal(kept.Trades, read.Trades);
        Assert.Equal(kept.Models.Select(card => card.Id), read.Models.Select(card => card.Id));
        foreach (var session in Calendar.SessionsBetween(From, To))
        {
            Assert.Equal(
                await keptJournal.GetPredictionsAsync(session.Date, null, Cancel),
                await readJournal.GetPredictionsAsync(session.Date, null, Cancel));
        }
    }

    [Fact]
    public async Task Nothing_that_comes_after_the_minute_of_the_choice_changes_it()
    {
        var session = Calendar.SessionOn(To)!;
        var cut = ExchangeTime.At(To, new LocalTime(10, 5));
        var whole = await MembersAsync(Market(), To);
        Assert.NotEmpty(whole);
        Assert.Equal(whole, await MembersAsync(new TruncatedTape(Market(), cut), To));
        Assert.Equal(35, (cut - session.Open).TotalMinutes);
    }

    private static async Task<IEnumerable<(string, int)>> MembersAsync(IMarketTape tape, LocalDate session) =>
        (await new SessionUniverses(new TapeArchive(tape), Calendar, Settings.Recipe).MembersAsync(session, Cancel))
            .Select(member => (member.Key, member.Value)).Order();

    private static async Task<(BacktestResult Result, InMemoryJournal Journal)> RunAsync(IMarketTape tape, bool keepsBars)
    {
        var journal = new InMemoryJournal();
        var stores = new BacktestStores(journal, new InMemoryModelRegistry(), new InMemoryBarArchive());
        var options = new BacktestOptions { Run = "in play", KeepsBars = keepsBars };
        var run = new Backtester(tape, Calendar, Settings, stores, options);
        return (await run.RunAsync(From, To, null, Cancel), journal);
    }

    private static SyntheticMarket Market() => new(
        new SyntheticMarketOptions
        {
            Kind = SyntheticMarketKind.InPlay,
            First = new LocalDate(2025, 9, 22),
            Last = To,
            Rules = Settings.Plan,
            Symbols = Settings.Symbols,
        },
        Calendar);
}
