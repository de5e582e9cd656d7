namespace Trading.Core.Evaluation.Holding;

/// <summary>The parts of the money while a universe is held.</summary>
internal sealed class HeldAccount
{
    private readonly IReadOnlyList<HeldSession> sessions;
    private readonly decimal cost;
    private readonly int parts;

    // First the parts that were never used, then those that came free, so that without a rule no symbol gets another's money.
    private readonly Queue<decimal> cash;
    private readonly SortedDictionary<string, Position> held = new(StringComparer.Ordinal);
    private readonly HashSet<string> bought = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> lastDay = new(StringComparer.Ordinal);
    private readonly List<SymbolDate> listed = [];
    private readonly List<SymbolDate> ended = [];
    private readonly List<OvernightStep> steps = [];
    private StaleExits stale = StaleExits.None;

    public HeldAccount(IReadOnlyList<HeldSession> sessions, decimal start, decimal cost)
    {
        (this.sessions, this.cost) = (sessions, cost);
        foreach (var (i, session) in sessions.Index())
        {
            foreach (var day in session.Days) lastDay[day.Symbol] = i;
        }
        parts = sessions.Select(session => session.Chosen?.Count ?? lastDay.Count).DefaultIfEmpty().Max();
        cash = new(parts == 0 ? [start] : Enumerable.Repeat(start / parts, parts));
    }

    /// <summary>Dollars, what is held at its last prices.</summary>
    public decimal Equity => cash.Sum() + held.Values.Sum(position => position.Shares * position.Price);

    public HoldingFacts Facts => new()
    {
        Parts = parts,
        Listed = listed,
        Ended = ended,
        Gaps = [.. sessions.Any(session => session.Chosen is not null) ? [] : Gaps()],
        Steps = steps,
        StaleExits = stale,
    };

    /// <summary>Takes a symbol's night and its session.</summary>
    public void Open(HeldDay day, OvernightStep? step, bool withNights)
    {
        if (!held.TryGetValue(day.Symbol, out var position)) return;
        if (!withNights)
        {
            position.Shares *= position.Price / day.Open;
        }
        else if (step is not null)
        {
            steps.Add(step);
            if (step.IsAdjusted) position.Shares *= step.Ratio.Factor;
        }
        position.Price = day.Close;
        position.PricedAt = day.Ended;
    }

    /// <summary>Sells what was chosen no more, then buys what is new.</summary>
    public void Trade(int index)
    {
        var (chosen, days) = (sessions[index].Chosen, sessions[index].Days.OrderBy(day => day.Symbol, StringComparer.Ordinal));
        if (chosen is null)
        {
            foreach (var day in days.Where(day => bought.Add(day.Symbol)))
            {
                if (index > 0) listed.Add(new SymbolDate(day.Symbol, sessions[index].Hours.Date));
                Buy(day, day.Open);
            }
            return;
        }
        foreach (var day in days)
        {
            if (day.AtChoice is { } price && held.ContainsKey(day.Symbol) && !chosen.Contains(day.Symbol))
                Sell(day.Symbol, price);
        }
        foreach (var day in days)
        {
            if (day.AtChoice is { } price && chosen.Contains(day.Symbol) && !held.ContainsKey(day.Symbol) && cash.Count > 0)
                Buy(day, price);
        }
    }

    /// <summary>Sells what will never trade again, and, after the last session, everything.</summary>
    public void End(int index)
    {
        if (index == sessions.Count - 1)
        {
            var close = sessions[index].Hours.Close;
            stale = StaleExits.Of(held.Select(position => (position.Key, close - position.Value.PricedAt)));
            foreach (var (symbol, position) in held.ToList()) Sell(symbol, position.Price);
            return;
        }
        foreach (var (symbol, position) in held.Where(position => lastDay[position.Key] <= index).ToList())
        {
            ended.Add(new SymbolDate(symbol, sessions[lastDay[symbol]].Hours.Date));
            Sell(symbol, position.Price);
        }
    }

    private List<SymbolGap> Gaps()
    {
        var (before, gaps) = (new Dictionary<string, int>(StringComparer.Ordinal), new SortedDictionary<string, SymbolGap>(
            StringComparer.Ordinal));
        foreach (var (i, session) in sessions.Index())
        {
            foreach (var symbol in session.Days.Select(day => day.Symbol))
            {
                if (before.TryGetValue(symbol, out var last) && i - last > 1)
                {
                    var first = gaps.TryGetValue(symbol, out var known) ? known.First : sessions[last + 1].Hours.Date;
                    gaps[symbol] = new SymbolGap(symbol, (known?.Sessions ?? 0) + i - last - 1, first);
                }
                before[symbol] = i;
            }
        }
        return [.. gaps.Values];
    }

    private void Buy(HeldDay day, decimal price) =>
        held[day.Symbol] = new Position(cash.Dequeue() / (price * (1 + cost)), day.Close, day.Ended);

    private void Sell(string symbol, decimal price)
    {
        cash.Enqueue(held[symbol].Shares * price * (1 - cost));
        held.Remove(symbol);
    }

    private sealed class Position(decimal shares, decimal price, Instant pricedAt)
    {
        public decimal Shares { get; set; } = shares;

        public decimal Price { get; set; } = price;

        public Instant PricedAt { get; set; } = pricedAt;
    }
}
