using CsCheck;
using Trading.Core.Orders;
using Trading.Core.Risk;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Risk;

/// <summary>Random days, told to the limits as intents and closed positions, beside a reference that counts by hand.</summary>
public sealed class ProtectionModelTests
{
    private static readonly string[] Symbols = ["A", "B", "C"];
    private static readonly ExitReason[] Reasons = [ExitReason.StopLoss, ExitReason.TakeProfit, ExitReason.External];
    private static readonly IntentStatus[] Statuses = Enum.GetValues<IntentStatus>();

    private static readonly Gen<(int Symbol, int At, int Reason, int Pnl)[]> Closed =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 389], Gen.Int[0, 2], Gen.Int[-2, 2]).Array[0, 12];

    private static readonly Gen<(int Symbol, int At, int Status, int Shares)[]> Sent =
        Gen.Select(Gen.Int[0, 2], Gen.Int[0, 389], Gen.Int[0, Statuses.Length - 1], Gen.Int[1, 5]).Array[0, 12];

    [Fact]
    public void The_state_of_a_day_is_what_counting_by_hand_gives() =>
        Closed.Select(Sent, Gen.Int[1, 60], Gen.Int[1, 60], Gen.Int[0, 389]).Sample((closed, sent, one, all, now) =>
        {
            var limits = new ProtectionLimits
            {
                CooldownAfterStop = Duration.FromMinutes(one),
                CooldownAfterStopAll = Duration.FromMinutes(all),
            };
            // Two trades of a symbol never end in one minute.
            closed = [.. closed.DistinctBy(c => (c.Symbol, c.At))];
            var view = new BrokerView(null, [new Position("A", 2, 90m, 110m), new Position("Z", 1, 70m, null)], []);
            var held = Protections.HeldOf(view)!;
            var state = Protections.Of([.. sent.Select(Intent)], [.. closed.Select(Position)], held);

            Assert.Equal(sent.Count(s => !IsOver(Statuses[s.Status])), state.Entries);
            Assert.Equal(LongestRow(closed), state.LossesInRow);
            foreach (var symbol in Symbols)
            {
                var rests = closed.Any(c => c.Reason == 0
                    && (now < c.At + all || (Symbols[c.Symbol] == symbol && now < c.At + one)));
                Assert.Equal(rests, Minute(now) < state.RestsUntil(symbol, limits));
                var pending = sent.Where(s => Symbols[s.Symbol] == symbol && IsOpen(Statuses[s.Status]))
                    .Sum(s => s.Shares * 100m);
                Assert.Equal(Math.Max(pending, symbol == "A" ? 220m : 0m), state.Exposures.GetValueOrDefault(symbol));
            }
            Assert.Equal(70m, state.Exposures["Z"]);
        });

    [Fact]
    public void The_price_of_a_position_that_is_left_alone_must_be_known()
    {
        Assert.Null(Protections.HeldOf(View(null)));
        Assert.Equal(30m, Protections.HeldOf(View(20m))!["ODD"]);

        static BrokerView View(decimal? price) => new(null, [], [])
        {
            Odd = [new OddPosition("ODD", -1.5m, price, PositionOddity.ShortSale)],
        };
    }

    private static bool IsOver(IntentStatus status) =>
        status is IntentStatus.Rejected or IntentStatus.Abandoned or IntentStatus.Unfilled;

    private static bool IsOpen(IntentStatus status) => !IsOver(status) && status != IntentStatus.Completed;

    private static int LongestRow((int Symbol, int At, int Reason, int Pnl)[] closed)
    {
        var text = string.Concat(closed.OrderBy(c => c.At).ThenBy(c => c.Symbol).Select(c => c.Pnl < 0 ? 'x' : '.'));
        return text.Split('.').Max(row => row.Length);
    }

    private static ClosedPosition Position((int Symbol, int At, int Reason, int Pnl) closed) =>
        // A sale at an unknown price counts as a loss.
        new(Symbols[closed.Symbol], Minute(closed.At), Reasons[closed.Reason], closed.Pnl == -1 ? null : closed.Pnl);

    private static OrderIntent Intent((int Symbol, int At, int Status, int Shares) sent) => new(
        new OrderRequest(
            ClientOrderId.Entry(Monday.Date, Minute(sent.At), Symbols[sent.Symbol]), Symbols[sent.Symbol], OrderSide.Buy,
            sent.Shares, OrderType.Market),
        OrderPurpose.Entry, Monday.Date, Minute(sent.At), null, 100m, 0.7, "m", Statuses[sent.Status]);
}
