using Trading.Core.Evaluation;
using Trading.Core.Evaluation.Tuning;
using Trading.Core.Learning.Evidence;
using Trading.Core.Storage;
using Trading.Simulation.Markets;

namespace Trading.Tests.Core.Evaluation.Tuning;

/// <summary>A search on a planted market that left its hold-out closed, and one that went on from there and opened it.</summary>
public sealed class PlantedSearch : IAsyncLifetime
{
    internal TunedMarket Market { get; private set; } = null!;

    internal TuningPorts Ports { get; private set; } = null!;

    internal TuningReport Closed { get; private set; } = null!;

    internal TuningReport Opened { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Market = await TunedMarket.MakeAsync(SyntheticMarketKind.Planted, seed: 3);
        Ports = Market.Ports();
        Closed = await TunedMarket.RunAsync(Ports with { Archive = Market.Trapped() }, leavesHoldOut: true);
        Opened = await TunedMarket.RunAsync(Ports);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

public sealed class TuningRunTests(PlantedSearch planted) : IClassFixture<PlantedSearch>
{
    [Fact]
    public void The_search_reads_no_session_of_the_last_fifth()
    {
        // The archive of this search throws at the first of them.
        Assert.Equal(TuningOutcome.NotJudged, planted.Closed.Outcome);
        Assert.Equal(planted.Market.Split.Search[^1], planted.Closed.Search.Last);
        Assert.Equal(8, planted.Market.Split.HoldOut.Count);
        Assert.Equal(40, planted.Market.Split.Search.Count + planted.Market.Split.HoldOut.Count);
    }

    [Fact]
    public Task The_trap_springs_when_the_hold_out_is_opened() => Assert.ThrowsAsync<TrapException>(
        () => TunedMarket.RunAsync(planted.Ports with { Archive = planted.Market.Trapped(), Tuning = new InMemoryTuningLog() }));

    [Fact]
    public void What_is_planted_is_found_proved_and_confirmed_by_the_hold_out()
    {
        Assert.Equal(TuningOutcome.Proven, planted.Opened.Outcome);
        Assert.Equal(RecipeStanding.Proven, planted.Opened.Winner.Standing);
        var holdOut = planted.Opened.Winner.HoldOut!;
        Assert.True(holdOut.Agrees);
        Assert.Equal(1, holdOut.Openings);
        Assert.Equal(planted.Market.Split.HoldOut.Count, holdOut.Figures.Sessions);
        var (seen, judged) = (planted.Opened.Best[0].Figures!, holdOut.Figures);
        Assert.InRange(judged.Signals.CameTrue!.Value - judged.Signals.Claimed!.Value, -0.05, 0.08);
        Assert.InRange(judged.GainOverBase!.Mean, seen.GainOverBase!.Mean / 2, seen.GainOverBase.Mean * 2);
    }

    [Fact]
    public void The_settings_that_would_put_it_to_use_are_those_that_differ()
    {
        var line = Assert.Single(planted.Opened.SettingLines);
        Assert.StartsWith("Trading__FeatureGroups=", line, StringComparison.Ordinal);
        Assert.Equal(planted.Opened.SettingLines, planted.Opened.Best[0].Differences);
        Assert.Empty(planted.Closed.SettingLines);
    }

    [Fact]
    public void A_search_that_goes_on_looks_at_nothing_twice()
    {
        Assert.Equal(planted.Closed.Best.Select(one => one.Recipe), planted.Opened.Best.Select(one => one.Recipe));
        Assert.True(planted.Closed.Search.LookedNow >= 3);
        Assert.Equal(0, planted.Opened.Search.LookedNow);
        Assert.Equal(3, planted.Opened.Search.Tried);
    }

    [Fact]
    public async Task A_search_that_was_cancelled_goes_on_where_it_stopped_and_finds_the_same()
    {
        var ports = planted.Market.Ports();
        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => TunedMarket.RunAsync(
            ports, progress: new WhenLookingAt(1, cancel), stops: new(default, cancel.Token)));
        var known = (await ports.Tuning.ReadAsync(TestContext.Current.CancellationToken)).Looks.Count;
        Assert.Equal(1, known);

        var report = await TunedMarket.RunAsync(ports);

        Assert.Equal(planted.Closed.Search.LookedNow - known, report.Search.LookedNow);
        Assert.Equal(TunedMarket.Text(planted.Opened), TunedMarket.Text(report));
    }

    [Fact]
    public async Task The_number_of_threads_changes_nothing() => Assert.Equal(
        TunedMarket.Text(planted.Opened), TunedMarket.Text(await TunedMarket.RunAsync(planted.Market.Ports(), threads: 1)));

    [Fact]
    public async Task When_the_time_is_up_the_best_until_then_is_reported()
    {
        using var time = new CancellationTokenSource();
        var report = await TunedMarket.RunAsync(
            planted.Market.Ports(), progress: new WhenLookingAt(1, time), stops: new(time.Token, default));
        Assert.Equal(SearchEnd.TimeIsUp, report.Search.End);
        Assert.Equal(1, report.Search.Recipes);
        Assert.Equal(TuningOutcome.PresentIsBest, report.Outcome);
    }

    [Fact]
    public async Task Without_time_for_the_present_recipe_it_says_so()
    {
        var error = await Assert.ThrowsAsync<UnevaluableException>(
            () => TunedMarket.RunAsync(planted.Market.Ports(), stops: new(new CancellationToken(canceled: true), default)));
        Assert.Contains("time was up", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hold_out_that_was_opened_for_another_recipe_is_used_up_and_counted()
    {
        var ports = planted.Ports with { Tuning = new InMemoryTuningLog() };
        await ports.Tuning.AddAsync(
            new HoldOutOpening("another", 0.65, planted.Market.Split.Search[^1], planted.Market.Split.HoldOut[0], default),
            TestContext.Current.CancellationToken);
        var first = await TunedMarket.RunAsync(ports);
        Assert.Equal(2, first.Winner.HoldOut!.Openings);
        Assert.Contains(first.Notes, note => note.Contains("used up", StringComparison.Ordinal));

        var again = await TunedMarket.RunAsync(ports);
        Assert.Equal(2, again.Winner.HoldOut!.Openings);
        Assert.Equal(2, (await ports.Tuning.ReadAsync(TestContext.Current.CancellationToken)).Openings.Count);
    }

    [Fact]
    public void The_bar_of_the_forecasts_is_multiplied_by_the_recipes_tried()
    {
        var seen = planted.Opened.Best[0].Figures!;
        var odds = seen with { Evidence = seen.Evidence with { OverBase = 3.001, OverTrivial = 4 } };
        Assert.True(odds.Knows(10));
        Assert.False(odds.Knows(11));
    }

    [Fact]
    public async Task What_is_proved_as_one_of_a_few_is_not_proved_as_one_of_many()
    {
        var market = await TunedMarket.MakeAsync(SyntheticMarketKind.Planted, seed: 3, last: new LocalDate(2025, 10, 15));
        var ports = market.Ports() with { Archive = market.Trapped() };
        var few = await TunedMarket.RunAsync(ports, leavesHoldOut: true);
        Assert.Equal(TuningOutcome.NotJudged, few.Outcome);
        var most = few.Best.Max(one => one.Figures!.ForecastOdds) - Math.Log10(EvidenceBars.Forecast);
        Assert.InRange(most, Math.Log10(3), 6);

        var many = await TunedMarket.RunAsync(ports with { Trials = new ManyTrials(ports.Trials, (int)Math.Pow(10, most)) });

        Assert.Equal(TuningOutcome.NothingProved, many.Outcome);
        Assert.Equal(RecipeStanding.Unproven, many.Winner.Standing);
        Assert.Empty(many.SettingLines);
        Assert.True(many.Winner.DeflatedSharpe is null || many.Winner.DeflatedSharpe <= few.Winner.DeflatedSharpe);
    }

    [Fact]
    public async Task On_noise_nothing_is_proved_and_the_hold_out_stays_closed()
    {
        var market = await TunedMarket.MakeAsync(SyntheticMarketKind.Noise, seed: 5);
        var space = TunedMarket.Space with { MinutesBetweenRows = [3, 5], TakeProfits = [0.005m, 0.02m] };
        var ports = market.Ports() with { Archive = market.Trapped() };
        var report = await TunedMarket.RunAsync(ports, recipes: 6, space: space);
        Assert.True(report.Outcome is TuningOutcome.NothingProved or TuningOutcome.PresentIsBest, $"{report.Outcome}");
        Assert.Equal(RecipeStanding.Unproven, report.Winner.Standing);
        Assert.Equal(6, report.Search.Tried);
        Assert.Empty(report.SettingLines);
        Assert.StartsWith("Nothing", report.Conclusion, StringComparison.Ordinal);
    }

    /// <summary>Stops a search when it looks at a candidate.</summary>
    private sealed class WhenLookingAt(int number, CancellationTokenSource stop) : IProgress<TuningProgress>
    {
        public void Report(TuningProgress value)
        {
            if (value.Candidate >= number) stop.Cancel();
        }
    }

    /// <summary>A trial log with further trials that cannot be read.</summary>
    private sealed class ManyTrials(ITrialLog log, int more) : ITrialLog
    {
        public async Task<TrialHistory> ReadAsync(CancellationToken cancel) =>
            (await log.ReadAsync(cancel)) with { Unreadable = more };

        public async Task<TrialHistory> AddAsync(Trial trial, CancellationToken cancel) =>
            (await log.AddAsync(trial, cancel)) with { Unreadable = more };
    }
}
