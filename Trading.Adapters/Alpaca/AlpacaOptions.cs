using Trading.Core.Orders;

namespace Trading.Adapters.Alpaca;

/// <summary>Which of Alpaca's environments, or the simulated exchange in its place.</summary>
public enum AlpacaEnvironment
{
    /// <summary>A paper account: real prices, no money.</summary>
    Paper,

    /// <summary>Real money; needs a second setting.</summary>
    Live,

    /// <summary>The simulated exchange of <c>trading simulate</c>, on this machine.</summary>
    Simulator,
}

/// <summary>What follows from an environment.</summary>
public static class AlpacaEnvironmentExtensions
{
    /// <summary>The trading mode: whose money is at risk.</summary>
    public static TradingMode Mode(this AlpacaEnvironment environment) => environment switch
    {
        AlpacaEnvironment.Live => TradingMode.Live,
        AlpacaEnvironment.Simulator => TradingMode.Simulated,
        _ => TradingMode.Paper,
    };
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

    /// <summary>The most requests a minute, of all calls together; null for no limit. Alpaca refuses more than 200.</summary>
    public int? RequestsPerMinute { get; init; } = 190;

    /// <summary>How long one attempt may take.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// How long a call may take with all its attempts; for a query, waits under <see cref="RequestsPerMinute"/> do not count.
    /// </summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long the first repetition waits, on average; later ones wait longer.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>
    /// How long calls fail at once after Alpaca was found to be down; then one is let through as a trial. At least half a
    /// second.
    /// </summary>
    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Checks that keys are sent only to Alpaca's own host over https, or to this machine.</summary>
    /// <exception cref="ArgumentException">
    /// A key could be sent elsewhere, or a number is out of range; the message names it.
    /// </exception>
    internal static AlpacaOptions Validated(AlpacaOptions options)
    {
        foreach (var url in (Uri[])[options.TradingUrl, options.DataUrl])
        {
            if (!options.IsSafe(url))
                throw new ArgumentException(
                    $"{url.Scheme}://{url.Host} is not a place that {options.Environment} keys may be sent to.", nameof(options));
        }
        if (options.RequestsPerMinute is < 1)
            throw new ArgumentException(
                $"{nameof(RequestsPerMinute)} is {options.RequestsPerMinute}; it must be above zero.", nameof(options));
        return options;
    }

    private bool IsSafe(Uri url)
    {
        if (!url.IsAbsoluteUri || url.UserInfo.Length > 0 || url.Scheme is not ("http" or "https")) return false;
        if (url.IsLoopback) return true;
        return Environment != AlpacaEnvironment.Simulator && url.Scheme == Uri.UriSchemeHttps
            && url.Host.EndsWith(".alpaca.markets", StringComparison.OrdinalIgnoreCase);
    }
}
