using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Tests.Core.Execution;

/// <summary>
/// A broker together with the market behind it, which the test moves by hand. It opens on Monday 2025-11-03 at 10:31 New York
/// with 100,000 dollars of cash that can be spent once, the symbols SPY and QQQ, of which SPY last traded at 100 in the bar of
/// 10:30, fills without slippage, and sessions of 09:30 to 16:00 on weekdays.
/// </summary>
public interface IBrokerStage : IAsyncDisposable
{
    /// <summary>The broker.</summary>
    IBroker Broker { get; }

    /// <summary>What time it is there; the start of a minute.</summary>
    Instant Now { get; }

    /// <summary>Trades through the minute that starts now; afterwards it is one minute later.</summary>
    /// <param name="bars">Bars that start now, each symbol at most once.</param>
    Task PassMinuteAsync(params (string Symbol, Bar Bar)[] bars);

    /// <summary>Lets time pass in which nothing trades.</summary>
    Task PassUntilAsync(Instant instant);
}
