namespace Trading.Simulation.Exchange;

/// <summary>How a call to a broker fails.</summary>
public enum BrokerFault
{
    /// <summary>It does not fail.</summary>
    None,

    /// <summary>The broker does not get the request, so it does nothing.</summary>
    RequestLost,

    /// <summary>The broker executes the request, but its answer is lost.</summary>
    AnswerLost,
}

/// <summary>The calls of a broker.</summary>
public enum BrokerCall
{
    /// <summary><see cref="Trading.Core.Orders.IBroker.GetAccountAsync"/>.</summary>
    Account,

    /// <summary><see cref="Trading.Core.Orders.IBroker.GetPositionsAsync"/>.</summary>
    Positions,

    /// <summary><see cref="Trading.Core.Orders.IBroker.GetOrdersAsync"/>.</summary>
    Orders,

    /// <summary><see cref="Trading.Core.Orders.IBroker.FindOrderAsync"/>.</summary>
    Find,

    /// <summary><see cref="Trading.Core.Orders.IBroker.SubmitAsync"/>.</summary>
    Submit,

    /// <summary><see cref="Trading.Core.Orders.IBroker.CancelAsync"/>.</summary>
    Cancel,
}

/// <summary>
/// Which calls fail. Immutable; it depends only on the position of the call, so the same calls fail every time.
/// </summary>
public sealed class FaultPlan
{
    private readonly Func<int, BrokerCall, int, BrokerFault> fault;

    private FaultPlan(Func<int, BrokerCall, int, BrokerFault> fault) => this.fault = fault;

    /// <summary>Nothing fails.</summary>
    public static FaultPlan None { get; } = new((_, _, _) => BrokerFault.None);

    /// <summary>
    /// Each call fails with probability <paramref name="rate"/> (a fraction), half of them with the request lost.
    /// </summary>
    public static FaultPlan Random(ulong seed, double rate)
    {
        if (rate is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, $"The rate is {rate}; it must be 0 to 1.");
        return new((index, _, _) =>
        {
            var draw = Uniform(seed, index);
            if (draw >= rate) return BrokerFault.None;
            return draw < rate / 2 ? BrokerFault.RequestLost : BrokerFault.AnswerLost;
        });
    }

    /// <summary>The call with this index fails; the broker's first call has index 0.</summary>
    public static FaultPlan At(int callIndex, BrokerFault fault) =>
        new((index, _, _) => index == callIndex ? fault : BrokerFault.None);

    /// <summary>
    /// The <paramref name="occurrence"/>-th call of one kind fails, counted from 0: <c>On(Submit, 0, AnswerLost)</c>.
    /// </summary>
    public static FaultPlan On(BrokerCall kind, int occurrence, BrokerFault fault) =>
        new((_, call, nth) => call == kind && nth == occurrence ? fault : BrokerFault.None);

    /// <summary>Every call with an index in [<paramref name="from"/>, <paramref name="to"/>) fails: the broker is down.</summary>
    public static FaultPlan Outage(int from, int to, BrokerFault fault = BrokerFault.RequestLost) =>
        new((index, _, _) => index >= from && index < to ? fault : BrokerFault.None);

    /// <summary>This plan, and <paramref name="other"/> for the calls that this one lets pass.</summary>
    public FaultPlan And(FaultPlan other) => new((index, call, nth) =>
        fault(index, call, nth) is var first && first != BrokerFault.None ? first : other.fault(index, call, nth));

    internal BrokerFault For(int index, BrokerCall call, int nth) => fault(index, call, nth);

    // SplitMix64 (Steele, Lea and Flood 2014), because System.Random does not give its n-th number directly.
    private static double Uniform(ulong seed, int index)
    {
        var z = unchecked(seed + ((ulong)(index + 1) * 0x9E3779B97F4A7C15));
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
        return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
    }
}
