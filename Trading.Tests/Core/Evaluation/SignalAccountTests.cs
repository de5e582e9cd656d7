using Trading.Core.Evaluation;
using Trading.Core.Learning.Evidence;

namespace Trading.Tests.Core.Evaluation;

public sealed class SignalAccountTests
{
    private static readonly AccountRules Rules = new(100_000m, 2, Duration.FromMinutes(30));

    [Fact]
    public void A_symbol_is_bought_again_only_after_the_bar_in_which_its_trade_ended() => Assert.Equal([0, 3], Taken(
        new Said(0, 40, 60, 0.7, 0.01), new Said(0, 41, 61, 0.7, 0.01), new Said(0, 60, 80, 0.7, 0.01),
        new Said(0, 61, 81, 0.7, 0.01)));

    [Fact]
    public void No_more_positions_are_held_than_allowed_and_the_surest_come_first() => Assert.Equal([2, 1], Taken(
        new Said(0, 40, 60, 0.70, 0.01), new Said(1, 40, 60, 0.75, 0.01), new Said(2, 40, 60, 0.80, 0.01),
        new Said(0, 50, 70, 0.99, 0.01)));

    [Fact]
    public void Of_equal_signals_the_first_symbols_are_bought() => Assert.Equal([0, 1], Taken(
        new Said(0, 40, 60, 0.7, 0.01), new Said(1, 40, 60, 0.7, 0.01), new Said(2, 40, 60, 0.7, 0.01)));

    [Fact]
    public void Nothing_is_bought_in_the_last_minutes() => Assert.Equal([0], Taken(
        new Said(0, 359, 359, 0.7, 0.01), new Said(1, 360, 370, 0.7, 0.01)));

    /// <summary>By hand: half of 100,000 dollars gains and loses 1 and 2 %; half of 99,500 gains 1 %.</summary>
    [Fact]
    public void A_position_is_an_equal_part_of_the_equity_at_the_open()
    {
        var first = Judged.Session(new Said(0, 40, 60, 0.7, 0.01), new Said(1, 40, 60, 0.7, -0.02));
        var second = Judged.Session(new Said(0, 40, 60, 0.7, 0.01));

        var account = Run(first, second);

        Assert.Equal([100_000, 99_500, 99_997.5], account.Equity.Select(dollars => Math.Round((double)dollars, 2)));
        Assert.Equal([50_000m, 50_000m, 49_750m], account.Trades.Select(trade => Math.Round(trade.Dollars, 2)));
    }

    [Fact]
    public void Its_trades_are_counted_after_costs()
    {
        EvaluatedSession[] sessions =
            [Judged.With(Judged.Session(new Said(0, 40, 60, 0.7, 0.01), new Said(1, 40, 79, 0.7, -0.02)))];

        var figures = TradeFigures.Of(Run(sessions[0].Judged), sessions);

        Assert.Equal((2, 1, 0.5), (figures.Trades, figures.Sessions, figures.Won!.Value));
        Assert.Equal(-50, figures.NetBpsATrade!.Value, 3);
        Assert.Equal(0.5, figures.ProfitFactor!.Value, 6);
        Assert.Equal(30.5, figures.MeanMinutes);
        Assert.Equal(1.0, figures.TurnoverASession!.Value, 9);
        Assert.Equal(40 / 390.0, figures.ExposureInTime!.Value, 9);
    }

    private static IEnumerable<int> Taken(params Said[] rows) => Run(Judged.Session(rows)).Trades.Select(trade => trade.Row);

    private static SignalAccount Run(params JudgedSession[] sessions) => SignalAccount.Run(
        [.. sessions.Select(session => Judged.With(session))], Rules,
        session => session.Judged.Probabilities.Select((probability, row) => (row, probability)));
}
