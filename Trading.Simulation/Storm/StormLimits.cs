using System.Globalization;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.Storm;

/// <summary>
/// Judges by the exchange's own orders and fills whether entries keep the limits on the day and the account. A fill may take two
/// minutes to be known, and a program's clock may be off by as much, so what lies within counts neither way.
/// </summary>
internal sealed class StormLimits(StormWorld world)
{
    private static readonly Duration Known = Duration.FromMinutes(4);

    private readonly Dictionary<string, (int Shares, decimal Pnl)> open = new(StringComparer.Ordinal);
    private readonly List<(string Symbol, Instant At, decimal Pnl, bool IsStop)> closed = [];
    private readonly Dictionary<string, decimal> prices = new(StringComparer.Ordinal);

    private ProtectionLimits Limits => world.Plan.Limits;

    /// <summary>Limits for a seed: each is set in about every other story.</summary>
    public static ProtectionLimits Of(ulong seed, IReadOnlyList<string> symbols)
    {
        var dice = Dice.Of(seed, 60);
        bool IsSet() => dice.Below(2) == 0;
        return new ProtectionLimits
        {
            MaxTradesPerDay = IsSet() ? 2 + dice.Below(30) : null,
            MaxLossesInRow = IsSet() ? 1 + dice.Below(5) : null,
            CooldownAfterStop = IsSet() ? Duration.FromMinutes(5 + dice.Below(60)) : null,
            CooldownAfterStopAll = IsSet() ? Duration.FromMinutes(5 + dice.Below(20)) : null,
            MaxExposure = IsSet() ? 0.002m + (0.0001m * dice.Below(100)) : null,
            MaxSectorExposure = IsSet() ? 0.001m + (0.0001m * dice.Below(80)) : null,
            Sectors = new(SectorMap.Empty.Sectors.Add(symbols[0], "One")),
            MaxDailyLoss = IsSet() ? 0.0001m * (1 + dice.Below(20)) : null,
            NoEntryAfterOpen = IsSet() ? Duration.FromMinutes(dice.Below(90)) : Duration.Zero,
        };
    }

    /// <summary>A symbol has traded at a price.</summary>
    public void Priced(string symbol, decimal price) => prices[symbol] = price;

    /// <summary>The exchange has filled shares.</summary>
    /// <param name="fill">The fill.</param>
    /// <param name="isStop">Whether the order is a stop.</param>
    public void Filled(Fill fill, bool isStop)
    {
        var sign = fill.Side == OrderSide.Buy ? 1 : -1;
        var (held, pnl) = open.GetValueOrDefault(fill.Symbol);
        (held, pnl) = (held + (sign * fill.Shares), pnl - (sign * fill.Shares * fill.Price));
        open[fill.Symbol] = held == 0 ? default : (held, pnl);
        if (held == 0) closed.Add((fill.Symbol, world.Loop.Now, pnl, isStop));
    }

    /// <summary>What is wrong with an entry that the broker has accepted, if anything.</summary>
    public string? ErrorOf(BrokerOrder entry, Session? session)
    {
        if (session is null || !session.Contains(entry.SubmittedAt) || Limits == new ProtectionLimits()) return null;
        var decided = DecidedAt(entry.ClientId);
        var today = world.Exchange.Orders(session.Open).Where(o => o.Side == OrderSide.Buy && IsTrade(o)).ToList();
        if (today.Count > Limits.MaxTradesPerDay) return $"{today.Count} trades, {Limits.MaxTradesPerDay} allowed";
        if (decided < session.Open + Limits.NoEntryAfterOpen) return "too soon after the bell";
        var known = closed.Where(c => c.At >= session.Open && c.At + Known <= decided).ToList();
        var row = string.Concat(known.Select(c => c.Pnl < 0 ? 'x' : '.')).Split('.').Max(one => one.Length);
        if (row >= Limits.MaxLossesInRow) return $"after {row} losses in a row";
        foreach (var stop in known.Where(c => c.IsStop))
        {
            if (stop.Symbol == entry.Symbol && decided + Known < stop.At + Limits.CooldownAfterStop)
                return $"soon after the stop of {StoryLog.Time(stop.At)}";
            if (decided + Known < stop.At + Limits.CooldownAfterStopAll)
                return $"soon after the stop of {stop.Symbol} of {StoryLog.Time(stop.At)}";
        }
        return ExposureError(entry);
    }

    // A price moves between the decision and the fill, so five percent more is no breach.
    private string? ExposureError(BrokerOrder entry)
    {
        var worth = world.Exchange.Positions.ToDictionary(
            p => p.Symbol, p => p.Quantity * (p.MarketPrice ?? p.AverageEntryPrice), StringComparer.Ordinal);
        foreach (var order in world.Exchange.Orders(Instant.MaxValue).Where(o => o.Side == OrderSide.Buy && !o.Status.IsFinal()))
        {
            worth[order.Symbol] = worth.GetValueOrDefault(order.Symbol)
                + (order.Remaining * prices.GetValueOrDefault(order.Symbol));
        }
        var equity = world.Exchange.Account.Equity * 1.05m;
        if (worth.Values.Sum() > Limits.MaxExposure * equity) return Told(worth, Limits.MaxExposure!.Value * equity);
        var sector = Limits.Sectors.Sectors.GetValueOrDefault(entry.Symbol);
        var ofSector = worth.Where(one => Limits.Sectors.Sectors.GetValueOrDefault(one.Key) == sector).Sum(one => one.Value);
        return ofSector > Limits.MaxSectorExposure * equity ? Told(worth, Limits.MaxSectorExposure!.Value * equity) : null;
    }

    private static string Told(Dictionary<string, decimal> worth, decimal most) =>
        $"{string.Join(", ", worth.Select(one => $"{one.Value:0.00} in {one.Key}"))}; {most:0.00} in all or in a sector allowed";

    private static bool IsTrade(BrokerOrder order) => !order.Status.IsFinal() || order.FilledQuantity > 0;

    // The id says the minute of the decision: 20251103-1031-SPY-entry.
    private static Instant DecidedAt(ClientOrderId id)
    {
        var time = int.Parse(id.Value.AsSpan(9, 4), CultureInfo.InvariantCulture);
        return ExchangeTime.At(id.Session!.Value, new LocalTime(time / 100, time % 100));
    }
}
