using Trading.Cli.Output;
using Trading.Core.Execution;
using Trading.Core.Orders;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Execution;

/// <summary>The last second before a rule holds and the first at which it does, one share, and orders of other symbols.</summary>
public sealed partial class ReconcilerTests
{
    [Fact]
    public void Only_entries_whose_fate_is_not_known_are_in_doubt()
    {
        var sale = Exit(1, OrderPurpose.EndOfDay) with { Status = IntentStatus.Unknown };
        Assert.Empty(Reconciler.Reconcile([sale], View(), Minute(67)).InDoubt);
        Assert.Empty(Reconciler.Reconcile([Entry(Minute(69), IntentStatus.Working)], View(), Now).InDoubt);
    }

    [Theory]
    [InlineData(OrderStatus.Rejected, "Rejected by the broker after it had taken the order.")]
    [InlineData(OrderStatus.Cancelled, "")]
    public void A_refusal_that_came_late_is_noted_and_a_cancellation_is_not(OrderStatus status, string note)
    {
        var intent = Entry(Minute(60), IntentStatus.Working);
        Assert.Equal(note, Assert.Single(Reconciler.Reconcile([intent], View(Order(intent, status)), Now).Changed).Note);
    }

    [Fact]
    public void What_the_journal_does_not_know_is_a_surprise()
    {
        var other = Entry(Minute(69), IntentStatus.Unknown) with
        {
            Request = Entry(Minute(69), IntentStatus.Unknown).Request with { Symbol = "QQQ" },
        };
        var view = Held(Stop() with { ClientId = new ClientOrderId("by hand") }) with
        {
            Odd = [new OddPosition("ODD", 0.5m, 1m, PositionOddity.Fraction)],
        };
        Assert.Equal(
            [
                "5 shares of SPY are held without an open entry in the journal.",
                "Order by hand is live at the broker without an open intent in the journal.",
                "The account holds 0.5 ODD, which this system cannot have bought (a fraction of a share): it is left alone, and "
                    + "nothing is bought in it.",
            ],
            Reconciler.Reconcile([other], view, Now).Surprises);
    }

    [Fact]
    public void An_entry_that_is_known_and_held_is_no_surprise()
    {
        var intent = Entry(Minute(60), IntentStatus.Working);
        var entry = Order(intent, OrderStatus.Filled, 5, 100m, Stop(), Target());
        Assert.Empty(Reconciler.Reconcile([intent], Held(entry), Now).Surprises);
        var young = Entry(Minute(69), IntentStatus.Working);
        Assert.Empty(Reconciler.Reconcile([young], View(Order(young, OrderStatus.Open)), Now).Surprises);
    }

    [Theory]
    [InlineData(30, 2, 1)]
    [InlineData(30, 1, 1)]
    [InlineData(29, 1, 0)]
    [InlineData(60, 0, 0)]
    public void An_entry_stands_still_from_half_a_minute_on_and_only_once_it_has_bought(int seconds, int filled, int stalled)
    {
        var intent = Entry(Minute(60), IntentStatus.Working);
        var entry = Order(intent, OrderStatus.PartiallyFilled, filled, filled > 0 ? 100m : null);
        var other = Sale("other", 0, null) with { Symbol = "QQQ" };
        var now = Minute(60) + Duration.FromSeconds(seconds);
        Assert.Equal(stalled, Reconciler.Reconcile([intent], Held(entry, other), now).PartlyFilled.Count);
    }

    [Fact]
    public void A_part_that_is_protected_does_not_stand_still()
    {
        var intent = Entry(Minute(60), IntentStatus.Working);
        var entry = Order(intent, OrderStatus.PartiallyFilled, 5, 100m, Stop());
        Assert.Empty(Reconciler.Reconcile([intent], Held(entry), Now).PartlyFilled);
    }

    [Fact]
    public void A_young_entry_of_another_symbol_or_a_limit_of_two_minutes_covers_nothing()
    {
        var other = Order(Entry(Minute(69), IntentStatus.Working), OrderStatus.Open) with { Symbol = "QQQ" };
        Assert.Single(Reconciler.Reconcile([], Held(other), Now).Unprotected);
        var limit = Sale("s", 0, null) with { Type = OrderType.Limit, LimitPrice = 101m, Status = OrderStatus.Open };
        var old = limit with { SubmittedAt = Now - Reconciler.Patience };
        var young = limit with { SubmittedAt = old.SubmittedAt + Duration.FromSeconds(1) };
        Assert.Single(Reconciler.Reconcile([], Held(old), Now).Unprotected);
        Assert.Empty(Reconciler.Reconcile([], Held(young), Now).Unprotected);
    }

    [Fact]
    public void One_share_is_a_holding_and_the_last_of_several_sales_says_when_and_why_it_ended()
    {
        var intent = Entry(Minute(60), IntentStatus.Working);
        var one = Order(intent, OrderStatus.PartiallyFilled, 1, 100m);
        Assert.Equal(1, Assert.Single(Reconciler.Reconcile([intent], Held(one), Now).Holdings).Quantity);

        var entry = Order(intent, OrderStatus.Filled, 5, 100m, Cancelled(Stop()), Cancelled(Target()));
        var last = Sale("by hand", 1, 90m) with { FilledAt = Minute(69), SubmittedAt = intent.DecidedAt };
        var first = Sale("20251103-SPY-exit1", 4, 110m) with { SubmittedAt = intent.DecidedAt };
        var exit = Assert.Single(Reconciler.Reconcile([intent], View(last, entry, first), Now).Holdings).Exit!;
        Assert.Equal((Minute(69), 106m, ExitReason.External), (exit.At, exit.Price, exit.Reason));
    }

    [Fact]
    public void Shares_that_are_missing_for_two_minutes_were_sold_by_another_hand()
    {
        var intent = Entry(Minute(60), IntentStatus.Holding);
        var view = View(Order(intent, OrderStatus.Filled, 5, 100m, Cancelled(Stop()), Cancelled(Target())));
        Assert.Null(Reconciler.Reconcile([intent], view, Minute(62) - Duration.FromSeconds(1)).Holdings[0].Exit);
        Assert.Equal(ExitReason.External, Reconciler.Reconcile([intent], view, Minute(62)).Holdings[0].Exit!.Reason);
    }
}
