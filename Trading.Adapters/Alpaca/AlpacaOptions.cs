namespace Trading.Adapters.Alpaca;

/// <summary>Which Alpaca is talked to.</summary>
public enum AlpacaEnvironment
{
    /// <summary>A paper account: real prices, no money.</summary>
    Paper,

    /// <summary>Real money; asks for a second switch.</summary>
    Live,

    /// <summary>The simulated exchange of <c>trading simulate</c>, on this machine.</summary>
    Simulator,
}

/// <summary>An Alpaca key pair. Nothing prints it: not a log, not an exception, not a debugger's view of a record.</summary>
/// <param name="id">The key's id.</param>
/// <param name="secret">The secret.</param>
public sealed class AlpacaKeys(string id, string secret)
{
    /// <summary>The key's id, for the request's header alone.</summary>
    internal string Id => id;

    /// <summary>The secret, for the request's header alone.</summary>
    internal string Secret => secret;

    /// <summary>Stars.</summary>
    public override string ToString() => "***";
}

/// <summary>How Alpaca is reached.</summary>
public sealed record AlpacaOptions
{
    /// <summary>Paper unless live trading is switched on in two settings.</summary>
    public AlpacaEnvironment Environment { get; init; } = AlpacaEnvironment.Paper;

    /// <summary>Root of the trading API.</summary>
    public required Uri TradingUrl { get; init; }

    /// <summary>Root of the market-data API.</summary>
    public required Uri DataUrl { get; init; }

    /// <summary>The account's keys.</summary>
    public required AlpacaKeys Keys { get; init; }

    /// <summary>The data feed: <c>iex</c> or <c>sip</c>.</summary>
    public string Feed { get; init; } = "iex";

    /// <summary>The most requests a minute, of all calls together; null for no limit. Alpaca refuses beyond 200.</summary>
    public int? RequestsPerMinute { get; init; } = 190;

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long a call may take with all its attempts.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the first repetition waits, on average; later ones wait longer.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);
}
