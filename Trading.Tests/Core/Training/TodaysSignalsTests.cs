using Trading.Core.Learning.Evidence;
using Trading.Core.Market;
using Trading.Core.Risk;
using Trading.Core.Storage;
using Trading.Core.Training;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Training;

/// <summary>Which predictions the day's doubt bets on: what is bet on here loses in the bar of its minute.</summary>
public sealed class TodaysSignalsTests
{
    private readonly InMemoryJournal journal = new();
    private readonly RiskLimits limits = new() { MinConfidence = 0.75, MaxOpenPositions = 1 };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(0.75f, 0.5f, true)]
    [InlineData(0.74f, 0.5f, false)]
    [InlineData(1f, 0.5f, false)]
    [InlineData(0.8f, 0f, false)]
    [InlineData(0.8f, 1f, false)]
    public async Task A_prediction_is_bet_on_from_the_threshold_on_and_when_neither_forecast_is_certain(
        float said, float walk, bool isBetOn)
    {
        var followed = new TodaysDoubt(journal, limits, Rules);
        await followed.BeginAsync(Monday, Cancel);
        followed.Follow([Prediction("A", 40, said, walk)]);
        followed.Advance(Lost("A"), Minute(41));
        Assert.Equal(isBetOn, followed.Odds > 1);

        await journal.SavePredictionsAsync(Monday.Date, [Prediction("A", 40, said, walk)], Cancel);
        var restarted = new TodaysDoubt(journal, limits, Rules);
        await restarted.BeginAsync(Monday, Cancel);
        restarted.Advance(Lost("A"), Minute(41));
        Assert.Equal(followed.Odds, restarted.Odds);
    }

    [Fact]
    public async Task Of_the_signals_of_a_minute_the_first_by_name_is_bet_on()
    {
        var doubt = new TodaysDoubt(journal, limits, Rules);
        await doubt.BeginAsync(Monday, Cancel);
        doubt.Follow([Prediction("B", 40), Prediction("A", 40)]);
        doubt.Advance(Lost("B"), Minute(41));
        Assert.True(doubt.Odds < 1);
        doubt.Advance(Lost("A"), Minute(41));
        Assert.True(doubt.Odds > 1);
    }

    [Fact]
    public async Task A_signal_without_bars_stays_open()
    {
        await journal.SavePredictionsAsync(Monday.Date, [Prediction("GONE", 40)], Cancel);
        var doubt = new TodaysDoubt(journal, limits, Rules);
        await doubt.BeginAsync(Monday, Cancel);
        doubt.Advance(Lost("A"), Minute(41));
        Assert.True(doubt.Odds < 1);
    }

    [Fact]
    public async Task Yesterday_s_signals_are_not_settled_by_today_s_bars()
    {
        var doubt = new TodaysDoubt(journal, limits, Rules);
        await doubt.BeginAsync(Monday, Cancel);
        doubt.Follow([Prediction("A", 40)]);
        var day = Duration.FromDays(1);
        await doubt.BeginAsync(new Session(Monday.Date.PlusDays(1), Monday.Open + day, Monday.Close + day), Cancel);
        var bar = Flat(40, 90m);
        doubt.Advance(Bars("A", bar with { Start = bar.Start + day }), bar.End + day);
        Assert.Equal(1, doubt.Odds);
    }

    [Fact]
    public async Task Entries_stop_at_odds_of_twenty_and_not_below()
    {
        var doubt = new TodaysDoubt(journal, limits, Rules);
        await doubt.BeginAsync(Monday, Cancel);
        // A loss is (1 - 0.5) / (1 - 0.75) = 2 times as likely without the model.
        for (var minute = 40; !doubt.IsReached; minute += 2)
        {
            doubt.Follow([Prediction("A", minute, 0.75f)]);
            doubt.Advance(Bars("A", Flat(minute), Flat(minute + 1, 90m)), Minute(minute + 2));
            Assert.Equal(doubt.Odds >= EvidenceBars.SessionDoubt, doubt.IsReached);
        }
        Assert.Equal(32, doubt.OddsAtStop!.Value, 9);
    }

    private static Dictionary<string, IReadOnlyList<Bar>> Lost(string symbol) => Bars(symbol, Bar(40, 100m, 100m, 90m, 90m));

    private static Dictionary<string, IReadOnlyList<Bar>> Bars(string symbol, params Bar[] bars) =>
        new(StringComparer.Ordinal) { [symbol] = bars };

    private static PredictionRow Prediction(string symbol, int minute, float said = 0.8f, float walk = 0.5f) => new(
        Monday.Date, symbol, Minute(minute), "m1", said, 0, ReasonCode.Entered, BaseProbability: walk);
}
