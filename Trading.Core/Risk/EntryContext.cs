using System.Collections.Immutable;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Core.Risk;

/// <summary>Where the question is asked whether an entry may be made; each rule says where it applies.</summary>
[Flags]
public enum EntryStages
{
    /// <summary>A preview without an account: <c>trading predict</c>.</summary>
    Preview = 1,

    /// <summary>The decision of the minute's scan.</summary>
    Decision = 2,

    /// <summary>The check right before the order is sent, after its intent has been written.</summary>
    Sending = 4,
}

/// <summary>Something the model would buy.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Probability">Calibrated probability of profit.</param>
/// <param name="Price">The newest price, dollars.</param>
public readonly record struct EntryCandidate(string Symbol, double Probability, decimal Price)
{
    /// <summary>The shares of the entry; one while they are not decided.</summary>
    public int Shares { get; init; } = 1;

    /// <summary>Standard deviation of the log return until the exit, as the model expects it; null when it says none.</summary>
    public double? ExpectedMove { get; init; }
}

/// <summary>What the entry rules may look at besides the candidate.</summary>
public sealed record EntryContext
{
    /// <summary>The running session.</summary>
    public required Session Session { get; init; }

    /// <summary>The minute of the decision.</summary>
    public required Instant Minute { get; init; }

    /// <summary>Whether trading is halted.</summary>
    public bool IsHalted { get; init; }

    /// <summary>How far the model in use has been proven.</summary>
    public ModelStanding Standing { get; init; }

    /// <summary>Whether this session's outcomes speak so clearly against the model that entries stop for the day.</summary>
    public bool IsDoubtedToday { get; init; }

    /// <summary>Whether too much of the minute has passed to send the order.</summary>
    public bool IsLate { get; init; }

    /// <summary>Symbols that are held, or have an order that is open or in doubt; null when this is not known.</summary>
    public ImmutableHashSet<string>? Involved { get; init; }

    /// <summary>Symbols of positions that are left alone because this system cannot have bought them.</summary>
    public ImmutableHashSet<string> Odd { get; init; } = [];

    /// <summary>Which symbols rest because the broker refused their entries; null while this has not been looked up.</summary>
    public EntryRests? Rests { get; init; }

    /// <summary>
    /// What the limits on the day and the account are compared with; null while this has not been looked up, or when none is set
    /// that needs it.
    /// </summary>
    public Protections? Protections { get; init; }

    /// <summary>The account; null when this is not known.</summary>
    public AccountSnapshot? Account { get; init; }

    /// <summary>The context of the next candidate of the same minute, once an entry has been approved.</summary>
    /// <param name="symbol">The symbol that is entered.</param>
    /// <param name="shares">How many shares.</param>
    /// <param name="price">The newest price, dollars.</param>
    public EntryContext After(string symbol, int shares, decimal price) => this with
    {
        Involved = Involved?.Add(symbol),
        Account = Account is null
            ? null
            : Account with { BuyingPower = Account.BuyingPower - (shares * PositionSizer.CostOf(price)) },
        Protections = Protections?.After(symbol, shares * price),
    };
}
