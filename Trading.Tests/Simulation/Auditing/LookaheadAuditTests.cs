using Trading.Core.Features;
using Trading.Core.Learning.Rows;
using Trading.Core.Market;
using Trading.Core.Risk;
using Trading.Simulation.Auditing;
using Trading.Tests.Core.Market;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Simulation.Auditing;

public sealed class LookaheadAuditTests
{
    [Fact]
    public async Task Rows_that_are_traded_on_and_learned_from_do_not_depend_on_the_future()
    {
        var result = await AuditAsync(AuditedMarket.Live, AuditedMarket.Training);

        Assert.Empty(result.Differences);
        Assert.Equal((3, 0L, 0), (result.Sessions, result.DifferenceCount, result.Answers));
        // Of 390 bars each seventh is missing and one is broken; the first 33 of the others warm up.
        Assert.Equal(3 * 2 * (334 - 1 - 33), result.Decisions);
        Assert.InRange(result.TrainingRows, result.Decisions - (3 * 2 * 10), result.Decisions - 1);
    }

    [Fact]
    public async Task A_feature_that_peeks_one_bar_ahead_is_named()
    {
        var peeking = TamperedRows.Peeking(AuditedMarket.Live, Feature.Return5);
        var result = await AuditAsync(peeking, AuditedMarket.Training);

        var live = result.Differences.Cast<FeatureDifference>().Where(d => d.Row == ComparedRow.Live).ToList();
        Assert.All(live, d => Assert.Equal("Return5", d.Feature));
        var first = live[0];
        var bars = AuditedMarket.Sessions[0].Bars.Single(b => b.Symbol == first.Symbol);
        Assert.Equal((float)bars.Bars[bars.FirstAtOrAfter(first.Minute)].Close, first.Actual);
        Assert.NotEqual(first.Expected, first.Actual);
    }

    [Fact]
    public async Task Every_decision_that_peeks_is_counted_and_the_first_thousand_are_kept()
    {
        var peeking = TamperedRows.Peeking(AuditedMarket.Training, Feature.Macd);
        var result = await AuditAsync(AuditedMarket.Live, peeking);

        Assert.Equal(result.TrainingRows, result.DifferenceCount);
        Assert.Equal(1_000, result.Differences.Count);
    }

    [Fact]
    public async Task A_feature_that_knows_a_later_session_is_named()
    {
        var result = await AuditAsync(TamperedRows.OfTomorrow(AuditedMarket.Live, Feature.Density), AuditedMarket.Training);

        Assert.Equal(result.Decisions, result.DifferenceCount);
        Assert.All(result.Differences, d => Assert.Equal("Density", ((FeatureDifference)d).Feature));
    }

    [Fact]
    public async Task A_training_row_that_holds_its_outcome_is_found()
    {
        var result = await AuditAsync(AuditedMarket.Live, new Leaking());

        Assert.Equal(result.TrainingRows, result.DifferenceCount);
        Assert.All(result.Differences, d =>
            Assert.Equal((ComparedRow.Training, "FromOpen"), (((FeatureDifference)d).Row, ((FeatureDifference)d).Feature)));
    }

    [Fact]
    public async Task A_row_that_is_only_made_when_the_future_exists_is_found()
    {
        var hesitant = new TamperedRows(
            AuditedMarket.Live, (_, bars, row) => bars.Bars[^1].Start >= row.Minute ? row : null);
        var result = await AuditAsync(hesitant, new NoRows());

        Assert.True(result.DifferenceCount > 0);
        Assert.All(result.Differences, d => Assert.False(((RowDifference)d).IsExpected));
    }

    [Fact]
    public async Task A_model_that_remembers_what_it_was_asked_is_found()
    {
        var asked = 0;
        var forgetful = await AuditAsync(
            AuditedMarket.Live, AuditedMarket.Training, (_, row) => new ModelAnswer(row.Features[0], ReasonCode.Entered));
        var remembering = await AuditAsync(
            AuditedMarket.Live, AuditedMarket.Training, (_, _) => new ModelAnswer(asked++, ReasonCode.Entered));

        Assert.Equal((forgetful.Decisions, 0L), (forgetful.Answers, forgetful.DifferenceCount));
        Assert.Equal(remembering.Decisions, remembering.DifferenceCount);
        Assert.All(remembering.Differences, d => Assert.IsType<AnswerDifference>(d));
    }

    [Fact]
    public async Task Each_tenth_decision_is_a_tenth_of_the_work()
    {
        var all = await AuditAsync(AuditedMarket.Live, AuditedMarket.Training);
        var some = await AuditAsync(AuditedMarket.Live, AuditedMarket.Training, every: 10);

        Assert.InRange(some.Decisions, (all.Decisions / 10) - 6, (all.Decisions / 10) + 6);
        Assert.Equal((0L, 3), (some.DifferenceCount, some.Sessions));
    }

    [Fact]
    public async Task Recorded_bars_are_decided_on_without_the_future()
    {
        var recorded = RecordedBars.Symbols().Take(2)
            .Select(symbol => (Symbol: symbol, Days: RecordedBars.Read(symbol).GroupBy(b => b.Start.InNewYork().Date).Take(4)))
            .SelectMany(s => s.Days.Select(day => (Date: day.Key, Series: new BarSeries(s.Symbol, [.. day]))))
            .GroupBy(d => d.Date)
            .OrderBy(g => g.Key)
            .Select(g => new RecordedSession(SmallMarket.Calendar.SessionOn(g.Key)!, [.. g.Select(d => d.Series)]))
            .ToList();
        var audit = new LookaheadAudit(AuditedMarket.Live, AuditedMarket.Training);
        var result = await audit.RunAsync(
            new AuditedSessions(recorded, LocalDate.MinIsoValue, LocalDate.MaxIsoValue), 3, null,
            TestContext.Current.CancellationToken);

        Assert.True(result.Decisions > 100);
        Assert.Empty(result.Differences);
    }

    private static Task<LookaheadResult> AuditAsync(
        IRowSource live, IRowSource training, Func<Session, DecisionRow, ModelAnswer?>? answer = null, int every = 1) =>
        new LookaheadAudit(live, training, answer).RunAsync(
            AuditedMarket.Sessions, every, null, TestContext.Current.CancellationToken);

    private sealed class NoRows : IRowSource
    {
        public Task<IReadOnlyList<DecisionRow>> RowsAsync(
            Session session, BarSeries bars, Instant from, CancellationToken cancel) =>
            Task.FromResult<IReadOnlyList<DecisionRow>>([]);
    }

    /// <summary>Training rows whose FromOpen is the return of the trade.</summary>
    private sealed class Leaking : IRowSource
    {
        public Task<IReadOnlyList<DecisionRow>> RowsAsync(
            Session session, BarSeries bars, Instant from, CancellationToken cancel)
        {
            var labelled = RowBuilder.Build(session, [bars], SmallMarket.Settings.Plan);
            for (var i = 0; i < labelled.Count; i++)
                labelled.AllFeatures[(i * FeatureSchema.Count) + (int)Feature.FromOpen] = labelled.NetReturn[i];
            return Task.FromResult<IReadOnlyList<DecisionRow>>(
            [
                .. Enumerable.Range(0, labelled.Count).Select(i => new DecisionRow(
                    bars.Symbol, labelled.Open + Duration.FromMinutes(labelled.Minute[i]), null, labelled.Features(i).ToArray())),
            ]);
        }
    }
}
