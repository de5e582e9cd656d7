using Trading.Core.Market;

namespace Trading.Core.Orders;

/// <summary>The exchange's rules, overridden by what the broker's calendar answered.</summary>
public interface IExchangeCalendar : IMarketCalendar
{
    /// <summary>Asks the broker for the sessions from <paramref name="first"/> to <paramref name="last"/>, both
    /// included.</summary>
    /// <exception cref="BrokerUnavailableException">
    /// The broker did not answer, or named a day that is no session; what was known before stays.
    /// </exception>
    Task RefreshAsync(LocalDate first, LocalDate last, CancellationToken cancel);
}
