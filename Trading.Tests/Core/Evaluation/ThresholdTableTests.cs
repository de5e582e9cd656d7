using Trading.Core.Evaluation;

namespace Trading.Tests.Core.Evaluation;

public sealed class ThresholdTableTests
{
    private static readonly Said Won = new(0, 40, 60, 0.70, 0.0100);
    private static readonly Said Lost = new(1, 41, 61, 0.80, -0.0200);
    private static readonly Said Low = new(2, 42, 62, 0.40, 0.0300);

    /// <summary>By hand: two signals at 0.7 and 0.8 on the first session, one on the second, none on the third.</summary>
    [Fact]
    public void A_trade_counts_each_signal_once_and_a_session_each_session_once()
    {
        var row = ThresholdTable.RowOf([Judged.Session(Won, Lost), Judged.Session(Won, Low), Judged.Session(Low)], 0.65);

        Assert.Equal((3, 2), (row.Signals, row.Sessions));
        Assert.Equal((0.7 + 0.8 + 0.7) / 3, row.Claimed!.Value, 9);
        Assert.Equal(2 / 3.0, row.CameTrue!.Value, 9);
        Assert.Equal(row.Claimed.Value - row.CameTrue.Value, row.Excess!.Value, 9);
        Assert.Equal((100 - 200 + 100) / 3.0, row.NetBpsATrade!.Value, 3);
        Assert.Equal((-50 + 100) / 2.0, row.NetBpsASession!.Mean, 3);
        Assert.Equal(75, row.NetBpsASession.StandardError, 3);
    }

    [Fact]
    public void A_probability_at_the_threshold_is_a_signal() =>
        Assert.Equal(1, ThresholdTable.RowOf([Judged.Session(Won)], Won.Probability).Signals);

    [Fact]
    public void Without_a_signal_there_are_no_rates()
    {
        var row = ThresholdTable.RowOf([Judged.Session(Low), Judged.Session(Low)], 0.65);

        Assert.Equal(new ThresholdRow(0.65, 0, 0, null, null, null, null, null), row);
    }

    [Fact]
    public void The_thresholds_go_from_one_half_to_nine_tenths() => Assert.Equal(
        [0.50, 0.55, 0.60, 0.65, 0.70, 0.75, 0.80, 0.85, 0.90],
        ThresholdTable.Of([Judged.Session(Low)]).Select(row => row.Threshold));
}
