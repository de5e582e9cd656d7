namespace Trading.Simulation.AlpacaApi.Faults;

/// <summary>Makes requests to <c>/v2</c> go wrong, by rules; the first rule that strikes decides. Thread-safe.</summary>
public sealed class FaultSwitches
{
    private readonly Lock gate = new();
    private readonly List<Switch> switches = [];

    /// <summary>How many rules there are, spent ones included.</summary>
    public int Count
    {
        get { lock (gate) return switches.Count; }
    }

    /// <summary>How many requests went wrong so far.</summary>
    public int Struck { get; private set; }

    /// <summary>Adds a rule behind those that are there.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Add(FaultRule rule)
    {
        lock (gate) switches.Add(new Switch(rule.Validated()));
    }

    /// <summary>Takes all rules away.</summary>
    public void Clear()
    {
        lock (gate) switches.Clear();
    }

    /// <summary>What goes wrong with the next request; null for nothing. Every rule that matches counts the request.</summary>
    internal FaultRule? Next(string method, string path)
    {
        lock (gate)
        {
            FaultRule? struck = null;
            foreach (var item in switches)
            {
                if (item.Rule.Matches(method, path) && item.Strikes(struck is not null)) struck ??= item.Rule;
            }
            if (struck is not null) Struck++;
            return struck;
        }
    }

    private sealed class Switch(FaultRule rule)
    {
        private readonly Random chance = new(rule.Seed);
        private int seen;
        private int fired;

        public FaultRule Rule => rule;

        public bool Strikes(bool anotherHas)
        {
            var index = seen++;
#pragma warning disable CA5394 // Faults are drawn from a seed so that they can be repeated; nothing here is secret.
            var drawn = rule.Probability >= 1 || chance.NextDouble() < rule.Probability;
#pragma warning restore CA5394
            if (anotherHas || !drawn || index < rule.From || fired >= (rule.Times ?? int.MaxValue)) return false;
            fired++;
            return true;
        }
    }
}
