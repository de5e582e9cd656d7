using Trading.Adapters.Exchanges;

namespace Trading.Adapters.Hosting;

/// <summary>The choice of the exchange: the only place outside an exchange's own folder that names one.</summary>
public static class ExchangeProviders
{
    /// <summary>The exchange that this program is connected to.</summary>
    public static IExchangeProvider Default { get; } = new Alpaca.AlpacaProvider();
}
