using Trading.Core.Risk;
using Trading.Core.Status;
using Trading.Core.Storage;
using Trading.Tests.Core.Storage;

namespace Trading.Tests.Core.Status;

public sealed class DecisionReaderTests
{
    private static readonly Dictionary<ReasonCode, int> NoReasons = [];
    private readonly InMemoryJournal journal = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Signals_are_listed_above_others_the_newest_first_and_what_is_left_out_is_counted()
    {
        await SaveAsync(Enumerable.Range(0, 300).Select(minute => Row("SPY", minute)));
        await SaveAsync(Enumerable.Range(0, 10).Select(minute => Row("QQQ", minute, ReasonCode.Halted)));

        var decisions = await ReadAsync(310, DecisionFilter.None);

        Assert.Equal(10, decisions.Shown.Count(row => row.Reason.IsSignal()));
        Assert.Equal(DecisionReader.MostOthers, decisions.Shown.Count(row => !row.Reason.IsSignal()));
        Assert.Equal(Rows.Minute(Rows.Tuesday, 299), decisions.Shown[0].Minute);
        Assert.Equal(decisions.Shown.OrderByDescending(row => row.Minute).Select(row => row.Minute),
            decisions.Shown.Select(row => row.Minute));
        Assert.Equal((310, 250, true), (decisions.Matching, decisions.Left, decisions.IsWhole));
    }

    [Theory]
    [InlineData("", DecisionKind.All, 4)]
    [InlineData("Q", DecisionKind.All, 2)]
    [InlineData("", DecisionKind.Signals, 3)]
    [InlineData("", DecisionKind.Orders, 1)]
    [InlineData("", DecisionKind.Refusals, 2)]
    [InlineData("SPY", DecisionKind.BelowThreshold, 1)]
    [InlineData("X", DecisionKind.All, 0)]
    public async Task A_filter_takes_symbols_by_their_beginning_and_decisions_by_their_kind(
        string symbol, DecisionKind kind, int expected)
    {
        await SaveAsync(
            [
                Row("SPY", 1), Row("SPY", 2, ReasonCode.Entered), Row("QQQ", 2, ReasonCode.Halted),
                Row("QQQM", 2, ReasonCode.TooLate),
            ]);

        Assert.Equal(expected, (await ReadAsync(4, new DecisionFilter(symbol, kind))).Matching);
    }

    [Fact]
    public async Task Of_a_session_too_large_to_read_only_signals_and_the_named_symbol_are_read()
    {
        await SaveAsync([Row("SPY", 1), Row("SPY", 2, ReasonCode.Entered), Row("QQQ", 1), Row("QQQ", 2, ReasonCode.Halted)]);
        var many = DecisionReader.MostRead + 1;

        var all = await ReadAsync(many, DecisionFilter.None);
        var one = await ReadAsync(many, new DecisionFilter("SPY", DecisionKind.All));

        Assert.Equal(["QQQ", "SPY"], all.Shown.Select(row => row.Symbol));
        Assert.Equal([ReasonCode.Entered, ReasonCode.BelowMinConfidence], one.Shown.Select(row => row.Reason));
        Assert.False(all.IsWhole || one.IsWhole);
    }

    private Task<DayDecisions> ReadAsync(int predictions, DecisionFilter filter) =>
        DecisionReader.ReadAsync(journal, new DayStatus(Rows.Tuesday, predictions, NoReasons, []), filter, Cancel);

    private Task SaveAsync(IEnumerable<PredictionRow> rows) => journal.SavePredictionsAsync(Rows.Tuesday, [.. rows], Cancel);

    private static PredictionRow Row(string symbol, int minute, ReasonCode reason = ReasonCode.BelowMinConfidence) =>
        Rows.APrediction(Rows.Tuesday, symbol, minute) with { Reason = reason };
}
