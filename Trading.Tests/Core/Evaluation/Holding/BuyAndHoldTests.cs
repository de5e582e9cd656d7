using Trading.Core.Evaluation.Holding;
using Trading.Core.Market;
using static Trading.Tests.Core.Evaluation.Holding.HeldMarket;

namespace Trading.Tests.Core.Evaluation.Holding;

/// <summary>
/// What holding gives, for each way in which bars can mislead. The expected dollars are of a pocket calculator: 100,000 dollars,
/// a cost of 10 basis points a side, so that a share is bought at its price times 1.001 and sold at its price times 0.999.
/// </summary>
public sealed class BuyAndHoldTests
{
    /// <summary>100,000 / (100 x 1.001) shares, at 101 in the first evening; sold for 110 x 0.999.</summary>
    [Fact]
    public void Extra_hours_count_for_nothing() => Expect(
        Held(
            Session(0, ("AAA", ["04:00 50 50", "09:29 60 60", "09:30 100 101", "16:00 300 300", "19:59 400 400"])),
            Session(1, ("AAA", ["08:00 20 20", "09:30 104 104", "15:59 109 110", "16:01 500 500", "18:30 7 7"]))),
        100_899.10, 109_780.22);

    [Theory]
    [InlineData(0, "15:59 109 110", "16:00 200 200")]
    // Friday 2025-11-28 ends at 13:00.
    [InlineData(18, "12:59 109 110", "13:00 200 200")]
    public void The_print_of_the_closing_auction_counts_for_nothing(int session, string last, string auction) => Expect(
        Held(Session(session, ("AAA", ["09:30 100 100", last, auction]))),
        109_780.22);

    /// <summary>AAA: 50,000 / (100 x 1.001) shares, at 104, 107, 110 x 0.999. BBB: 50,000 / (50 x 1.001) shares, at 45, then sold
    /// for 40 x 0.999 in the second evening.</summary>
    [Fact]
    public void A_symbol_that_is_delisted_is_sold_at_its_last_close_and_its_money_stays_in_cash()
    {
        var held = Held(
            Session(0, ("AAA", ["09:30 100 104"]), ("BBB", ["09:30 50 45"])),
            Session(1, ("AAA", ["09:30 104 107"]), ("BBB", ["09:30 44 43", "11:00 43 40", "17:00 1 1"])),
            Session(2, ("AAA", ["09:30 107 110"]), ("BBB", ["18:00 1 1"])));

        Expect(held, 96_903.10, 93_366.63, 94_810.19);
        Assert.Equal([new SymbolDate("BBB", Sessions[1].Date)], held.Facts.Ended);
        Assert.Equal((2, 0), (held.Facts.Parts, held.Facts.Listed.Count));
    }

    /// <summary>AAA as above; BBB's 50,000 wait, and buy 50,000 / (20 x 1.001) shares, at 22, then sold for 25 x 0.999.</summary>
    [Fact]
    public void A_symbol_that_is_listed_later_waits_in_cash_and_pays_its_costs()
    {
        var held = Held(
            Session(0, ("AAA", ["09:30 100 104"])),
            Session(1, ("AAA", ["09:30 104 107"]), ("BBB", ["09:00 10 10", "10:17 20 22"])),
            Session(2, ("AAA", ["09:30 107 110"]), ("BBB", ["09:30 23 25"])));

        Expect(held, 101_948.05, 108_391.61, 117_265.23);
        Assert.Equal([new SymbolDate("BBB", Sessions[1].Date)], held.Facts.Listed);
        Assert.Empty(held.Facts.Ended);
    }

    /// <summary>100,000 / (1,000 x 1.001) shares become ten times as many; 100,000 / (2 x 1.001) an eighth; 100,000 / (90 x
    /// 1.001) three for two.</summary>
    [Theory]
    [InlineData("09:30 1000 1010 500", "09:30 102 103 4000", 10, 1, 100_899.10, 102_794.21)]
    [InlineData("09:30 2 2.1 80000", "09:30 16.5 17 30000", 1, 8, 104_895.10, 106_037.71)]
    [InlineData("09:30 90 93", "09:30 61.5 60", 3, 2, 103_230.10, 99_800.20)]
    public void A_split_in_unadjusted_prices_is_adjusted_and_told(
        string before, string after, int newShares, int oldShares, double first, double second)
    {
        var held = Held(Session(0, ("AAA", [before])), Session(1, ("AAA", [after])));

        Expect(held, first, second);
        var step = Assert.Single(held.Facts.Steps);
        Assert.Equal(("AAA", Sessions[1].Date, true), (step.Symbol, step.Session, step.IsAdjusted));
        Assert.Equal(new SplitRatio(newShares, oldShares), step.Ratio);
    }

    /// <summary>100,000 / (100 x 1.001) shares, at 98, sold for 51 x 0.999: half is lost, and twenty times the shares changed
    /// hands.</summary>
    [Fact]
    public void A_price_that_halves_on_heavy_volume_is_a_loss_and_told()
    {
        var held = Held(Session(0, ("AAA", ["09:30 100 98 1000"])), Session(1, ("AAA", ["09:30 49.5 51 20000"])));

        Expect(held, 97_902.10, 50_898.10);
        Assert.False(Assert.Single(held.Facts.Steps).IsAdjusted);
    }

    /// <summary>ORCL fell by 14.6 % over the night to 2025-12-11; 100,000 / (100 x 1.001) shares, sold for 85.4 x
    /// 0.999.</summary>
    [Fact]
    public void An_everyday_gap_is_no_split()
    {
        var held = Held(Session(0, ("AAA", ["09:30 100 100"])), Session(1, ("AAA", ["09:30 85.4 85.4"])));

        Expect(held, 99_900.10, 85_229.37);
        Assert.Empty(held.Facts.Steps);
    }

    /// <summary>
    /// Chosen at 10:00: A and B, then A and C, then B. Two parts of 50,000: 50,000 / (10 x 1.001) A, 50,000 / (20 x 1.001) B.
    /// B is sold at 23, and its money buys C at 40. A is sold at 13 and buys B at 25, sold for 26; C's money stays in cash.
    /// </summary>
    [Fact]
    public void A_universe_rule_is_held_from_choice_to_choice()
    {
        var held = Held(
            Chosen(
                0, ["A", "B"],
                ("A", ["09:30 9 9", "10:00 10 11"]), ("B", ["09:59 19 19", "10:01 20 22"]), ("C", ["10:00 1 1"])),
            Chosen(
                1, ["A", "C"],
                ("A", ["10:00 11 12"]), ("B", ["09:30 1 1", "10:00 23 99"]), ("C", ["09:30 2 2", "10:00 40 44"])),
            Chosen(2, ["B"], ("A", ["10:02 13 50"]), ("B", ["10:00 25 26"]), ("C", ["11:30 42 50"])));

        Expect(held, 109_890.11, 123_000.63, 127_464.12);
        Assert.Equal(2, held.Facts.Parts);
    }

    /// <summary>100 to 110, then 120 to 130, without the night between: 110 x 130 / 120.</summary>
    [Fact]
    public void Without_nights_a_session_begins_where_the_last_one_ended() => Expect(
        BuyAndHold.Of(
            [Session(0, ("AAA", ["09:30 100 110"])), Session(1, ("AAA", ["09:30 120 130"]))], 100_000m, 10, withNights: false),
        109_890.11, 100_000 / 1.001 * 1.1 * 130 / 120 * 0.999);

    [Fact]
    public void Sessions_without_bars_change_nothing_and_are_counted()
    {
        var held = Held(
            Session(0, ("AAA", ["09:30 100 110"]), ("BBB", ["09:30 5 5"])),
            Session(1, ("BBB", ["09:30 5 5"])),
            Session(2, ("BBB", ["09:30 5 5"])),
            Session(3, ("AAA", ["09:30 120 121"]), ("BBB", ["09:30 5 5", "15:50 5 5"])));

        Assert.Equal(held.Equity[1], held.Equity[2]);
        Assert.Equal([new SymbolGap("AAA", 2, Sessions[1].Date)], held.Facts.Gaps);
        // AAA is sold at the closing bell at the price of 09:31, 389 minutes old; BBB at one of 15:51.
        Assert.Equal((2, 389), (held.Facts.StaleExits.Count, held.Facts.StaleExits.WorstMinutes));
    }

    [Fact]
    public void Nothing_to_hold_is_cash()
    {
        Expect(Held(Session(0), Session(1)), 100_000, 100_000);
        Expect(Held(Chosen(0, []), Chosen(1, [], ("A", ["10:00 1 2"]))), 100_000, 100_000);
    }

    private static BuyAndHold Held(params HeldSession[] sessions) => BuyAndHold.Of(sessions, 100_000m, 10);

    private static void Expect(BuyAndHold held, params double[] evenings)
    {
        Assert.Equal(100_000m, held.Equity[0]);
        Assert.Equal(evenings.Length, held.Equity.Count - 1);
        foreach (var (i, expected) in evenings.Index()) Assert.Equal(expected, (double)held.Equity[i + 1], 0.006);
    }
}
