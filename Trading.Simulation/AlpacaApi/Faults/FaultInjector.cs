namespace Trading.Simulation.AlpacaApi.Faults;

/// <summary>Makes requests to <c>/v2</c> fail by rules; the first rule that applies decides. Thread-safe.</summary>
public sealed class FaultInjector
{
    private readonly Lock gate = new();
    private readonly List<RuleState> rules = [];

    /// <summary>How many rules there are, used-up ones included.</summary>
    public int Count
    {
        get { lock (gate) return rules.Count; }
    }

    /// <summary>How many requests have failed by a rule so far.</summary>
    public int InjectedCount { get; private set; }

    /// <summary>Adds a rule after the existing ones.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Add(FaultRule rule)
    {
        lock (gate) rules.Add(new RuleState(rule.Validated()));
    }

    /// <summary>Removes all rules.</summary>
    public void Clear()
    {
        lock (gate) rules.Clear();
    }

    /// <summary>The rule by which the next request fails; null for none. Every rule that matches counts the request.</summary>
    internal FaultRule? Next(string method, string path)
    {
        lock (gate)
        {
            FaultRule? applied = null;
            foreach (var item in rules)
            {
                if (item.Rule.Matches(method, path) && item.Applies(applied is not null)) applied ??= item.Rule;
            }
            if (applied is not null) InjectedCount++;
            return applied;
        }
    }

    private sealed class RuleState(FaultRule rule)
    {
        private readonly Random chance = new(rule.Seed);
        private int seen;
        private int fired;

        public FaultRule Rule => rule;

        public bool Applies(bool isDecided)
        {
            var index = seen++;
#pragma warning disable CA5394 // Faults come from a seed so that they can be repeated; nothing here is secret.
            var drawn = rule.Probability >= 1 || chance.NextDouble() < rule.Probability;
#pragma warning restore CA5394
            if (isDecided || !drawn || index < rule.From || fired >= (rule.Times ?? int.MaxValue)) return false;
            fired++;
            return true;
        }
    }
}
