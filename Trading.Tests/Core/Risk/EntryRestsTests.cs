using Trading.Core.Orders;
using Trading.Core.Risk;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Risk;

/// <summary>What the broker refuses is not repeated each minute.</summary>
public sealed class EntryRestsTests
{
    [Theory]
    [InlineData(1, 5)]
    [InlineData(2, 20)]
    public void A_symbol_rests_longer_after_each_refusal_in_a_row(int refusals, int minutes)
    {
        var rests = new EntryRests([.. Enumerable.Range(0, refusals).Select(i => Entry(60 - refusals + i + 1, "SPY"))]);

        Assert.True(rests.IsResting("SPY", Minute(60)));
        Assert.True(rests.IsResting("SPY", Minute(60 + minutes - 1)));
        Assert.False(rests.IsResting("SPY", Minute(60 + minutes)));
        Assert.False(rests.IsResting("QQQ", Minute(61)));
    }

    [Fact]
    public void Three_refusals_in_a_row_let_all_symbols_rest()
    {
        var rests = new EntryRests([Entry(60, "A"), Entry(61, "B"), Entry(62, "C")]);

        Assert.True(rests.IsResting("D", Minute(66)));
        Assert.False(rests.IsResting("D", Minute(67)));
        Assert.True(new EntryRests([Entry(60, "A"), Entry(61, "B"), Entry(62, "C"), Entry(63, "D")]).IsResting("E", Minute(72)));
    }

    [Fact]
    public void An_entry_that_the_broker_takes_ends_the_row()
    {
        OrderIntent[] day = [Entry(60, "SPY"), Entry(61, "SPY"), Entry(62, "SPY", IntentStatus.Completed), Entry(63, "SPY")];
        var rests = new EntryRests(day);

        Assert.True(rests.IsResting("SPY", Minute(67)));
        Assert.False(rests.IsResting("SPY", Minute(68)));
        Assert.False(rests.IsResting("QQQ", Minute(64)));
    }

    [Theory]
    [InlineData(IntentStatus.Working)]
    [InlineData(IntentStatus.Unknown)]
    [InlineData(IntentStatus.Abandoned)]
    public void What_has_no_answer_counts_neither_way(IntentStatus status)
    {
        var rests = new EntryRests([Entry(60, "SPY"), Entry(61, "SPY", status)]);
        Assert.True(rests.IsResting("SPY", Minute(64)));
        Assert.False(rests.IsResting("SPY", Minute(65)));
    }

    [Fact]
    public void Twenty_one_minutes_of_the_same_signal_and_refusal_are_two_orders()
    {
        var sent = new List<OrderIntent>();
        for (var minute = 60; minute < 81; minute++)
        {
            if (!new EntryRests(sent).IsResting("SPY", Minute(minute))) sent.Add(Entry(minute, "SPY"));
        }
        Assert.Equal([60, 65], sent.Select(i => (int)(i.DecidedAt - Minute(0)).TotalMinutes));
    }

    private static OrderIntent Entry(int minute, string symbol, IntentStatus status = IntentStatus.Rejected) => new(
        new OrderRequest(
            ClientOrderId.Entry(Monday.Date, Minute(minute), symbol), symbol, OrderSide.Buy, 5, OrderType.Market),
        OrderPurpose.Entry, Monday.Date, Minute(minute), null, 100m, 0.7, "m", status);
}
