using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;

namespace Trading.Simulation.Backtest;

/// <summary>
/// Checks at every step that no entry breaks a limit on the day or the account, by the exchange's own orders, fills and equity.
/// It shares no code with the entry rules, so that a mistake there is seen here. It takes the steps in their order.
/// </summary>
/// <param name="limits">The limits in force.</param>
/// <param name="openingEquity">The equity before the first session, dollars.</param>
public sealed class ProtectionAudit(ProtectionLimits limits, decimal openingEquity)
{
    private const int SessionsOfThePeak = 60;

    private readonly List<decimal> ends = [openingEquity];
    private LocalDate? day;
    private decimal newest = openingEquity;
    private bool beganFlat;
    private bool hasLostTheDay;
    private bool isHalted;

    /// <summary>Every breach of a step, as "limit: what".</summary>
    public IEnumerable<string> Breaches(StepSnapshot step)
    {
        if (day != step.Session.Date)
        {
            if (day is not null) ends.Add(newest);
            (day, hasLostTheDay, beganFlat) = (step.Session.Date, false, step.Exchange.Positions.Count == 0);
        }
        newest = step.Exchange.Account!.Equity;
        hasLostTheDay |= newest <= ends[^1] * (1 - (limits.MaxDailyLoss ?? 2m));
        isHalted |= step.Session.Contains(step.Minute)
            && newest <= ends.TakeLast(SessionsOfThePeak).Max() * (1 - (limits.MaxDrawdown ?? 2m));
        var entries = step.Exchange.Orders
            .Where(o => o.Side == OrderSide.Buy && o.Status != OrderStatus.Rejected)
            .Where(o => o.SubmittedAt.FloorToMinute() == step.Minute)
            .ToList();
        return entries.Count == 0 ? [] : Judge(step, entries).Select(what => $"a limit on the day or the account: {what}");
    }

    private IEnumerable<string> Judge(StepSnapshot step, List<BrokerOrder> entries)
    {
        var buys = step.Exchange.Orders.Where(o => o.Side == OrderSide.Buy)
            .Where(o => !o.Status.IsFinal() || o.FilledQuantity > 0).ToList();
        var first = entries[0].ClientId;
        if (hasLostTheDay) yield return $"{first} was sent after the day had lost {limits.MaxDailyLoss:P2}";
        if (isHalted) yield return $"{first} was sent after the equity had fallen by {limits.MaxDrawdown:P2}";
        if (buys.Count > limits.MaxTradesPerDay) yield return $"{buys.Count} entries, {limits.MaxTradesPerDay} allowed";
        if (step.Minute < step.Session.Open + limits.NoEntryAfterOpen) yield return $"{first} was sent too soon after the bell";
        if (beganFlat && WorstRow(step, buys) is var row && row >= limits.MaxLossesInRow)
            yield return $"{first} was sent after {row} losses in a row";
        foreach (var entry in entries)
        {
            foreach (var (symbol, at) in Stops(step))
            {
                if (symbol == entry.Symbol && entry.SubmittedAt < at + (limits.CooldownAfterStop ?? Duration.Zero))
                    yield return $"{entry.ClientId} was sent soon after the stop of {at}";
                if (entry.SubmittedAt < at + (limits.CooldownAfterStopAll ?? Duration.Zero))
                    yield return $"{entry.ClientId} was sent soon after the stop of {symbol} at {at}";
            }
        }
        var worth = Worth(step);
        if (worth.Values.Sum() > limits.MaxExposure * newest)
            yield return $"{worth.Values.Sum():N2} of {newest:N2} are in positions and entries, {limits.MaxExposure:P2} allowed";
        // Prices may lift a sector over its limit; only an entry must not.
        var entered = entries.Select(entry => SectorOf(entry.Symbol)).ToHashSet();
        foreach (var sector in worth.GroupBy(one => SectorOf(one.Key)).Where(sector => entered.Contains(sector.Key)))
        {
            if (sector.Sum(one => one.Value) > limits.MaxSectorExposure * newest)
                yield return $"{sector.Sum(one => one.Value):N2} of {newest:N2} are in {sector.Key}";
        }
    }

    private string? SectorOf(string symbol) => limits.Sectors.Sectors.GetValueOrDefault(symbol);

    // A position counts at its price, an entry's missing shares at the price of its decision.
    private static Dictionary<string, decimal> Worth(StepSnapshot step)
    {
        var worth = step.Exchange.Positions.ToDictionary(
            p => p.Symbol, p => p.Quantity * p.MarketPrice!.Value, StringComparer.Ordinal);
        foreach (var order in step.Exchange.Orders.Where(o => o.Side == OrderSide.Buy && !o.Status.IsFinal()))
        {
            var price = step.Intents.First(i => i.Id == order.ClientId).ReferencePrice;
            worth[order.Symbol] = worth.GetValueOrDefault(order.Symbol) + (order.Remaining * price);
        }
        return worth;
    }

    // The stops that ended a position.
    private static IEnumerable<(string Symbol, Instant At)> Stops(StepSnapshot step) =>
        from trade in Sales(step)
        from stop in trade.Where(o => o.StopPrice is not null)
        where !trade.Any(other => other.StopPrice is null && other.FilledAt >= stop.FilledAt
            && !step.Exchange.Orders.Any(o => o.Side == OrderSide.Buy && o.Symbol == trade.Key
                && o.SubmittedAt >= stop.FilledAt && o.SubmittedAt < other.FilledAt))
        select (trade.Key, stop.FilledAt!.Value);

    private static IEnumerable<IGrouping<string, BrokerOrder>> Sales(StepSnapshot step) => step.Exchange.Orders
        .SelectMany(o => o.WithLegs())
        .Where(o => o.Side == OrderSide.Sell && o.FilledQuantity > 0)
        .GroupBy(o => o.Symbol, StringComparer.Ordinal);

    // A symbol's trades follow each other, so its fills add up to one whenever it is flat.
    private static int WorstRow(StepSnapshot step, List<BrokerOrder> buys)
    {
        var fills = buys.Where(o => o.FilledQuantity > 0).Concat(Sales(step).SelectMany(sales => sales));
        var trades = new List<(Instant At, string Symbol, decimal Pnl)>();
        foreach (var symbol in fills.GroupBy(o => o.Symbol, StringComparer.Ordinal))
        {
            var (shares, pnl) = (0, 0m);
            foreach (var fill in symbol.OrderBy(o => o.FilledAt).ThenBy(o => o.Side))
            {
                var sign = fill.Side == OrderSide.Buy ? 1 : -1;
                shares += sign * fill.FilledQuantity;
                pnl -= sign * fill.FilledQuantity * fill.FilledPrice!.Value;
                if (shares != 0) continue;
                trades.Add((fill.FilledAt!.Value, symbol.Key, pnl));
                pnl = 0;
            }
        }
        var (row, worst) = (0, 0);
        foreach (var trade in trades.OrderBy(t => t.At).ThenBy(t => t.Symbol, StringComparer.Ordinal))
        {
            row = trade.Pnl < 0 ? row + 1 : 0;
            worst = Math.Max(worst, row);
        }
        return worst;
    }
}
