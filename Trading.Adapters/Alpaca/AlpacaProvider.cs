using Microsoft.Extensions.Configuration;
using Trading.Adapters.Exchanges;

namespace Trading.Adapters.Alpaca;

/// <summary>Alpaca, or the simulated exchange in its place, as the settings under <c>Trading:Alpaca</c> describe it.</summary>
public sealed class AlpacaProvider : IExchangeProvider
{
    private static readonly TimeSpan BriefAttempt = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BriefCall = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public IReadOnlyList<ExchangeVariable> Variables { get; } =
    [
        new(AlpacaSettings.VariableOf(AlpacaOptionsReader.Environment), "Paper (unless set), Live or Simulator"),
        new(AlpacaSettings.KeyId, $"the key's id; else {AlpacaSettings.KeyIdVariable}"),
        new(AlpacaSettings.SecretKey, $"the key's secret; else {AlpacaSettings.SecretKeyVariable}"),
        new(AlpacaSettings.VariableOf(AlpacaOptionsReader.RealMoney), "true is the second switch that Live needs"),
        new(AlpacaSettings.VariableOf(AlpacaOptionsReader.SimulatorUrl), "where 'trading simulate' listens"),
        new(AlpacaSettings.KeyIdVariable, "the key's id, as Alpaca's own tools name it"),
        new(AlpacaSettings.SecretKeyVariable, "the key's secret, as Alpaca's own tools name it"),
    ];

    /// <inheritdoc/>
    public ExchangeSettings Read(IConfiguration configuration, string feed, SimulatorChoice? simulator = null)
    {
        if (simulator is null) return Of(AlpacaOptionsReader.Read(configuration, feed));
        var chosen = new Dictionary<string, string?>
        {
            [$"{AlpacaSettings.Section}:{AlpacaOptionsReader.Environment}"] = nameof(AlpacaEnvironment.Simulator),
        };
        if (simulator.Url is { } url) chosen[$"{AlpacaSettings.Section}:{AlpacaOptionsReader.SimulatorUrl}"] = url;
        var both = new ConfigurationBuilder().AddConfiguration(configuration).AddInMemoryCollection(chosen).Build();
        return Of(AlpacaOptionsReader.Read(both, feed));
    }

    /// <summary>The exchange's settings from options that have been read.</summary>
    internal static ExchangeSettings Of(AlpacaOptionsResult read) => new(
        (read.Options?.Environment ?? read.Environment)?.Mode(),
        read.Errors,
        read.Options is { } options
            ? (patience, logs, time) => new AlpacaExchange(With(options, patience), logs, time)
            : null);

    private static AlpacaOptions With(AlpacaOptions options, Patience patience) => patience switch
    {
        Patience.OneAttempt => options with { CallTimeout = options.AttemptTimeout },
        Patience.Brief => options with { AttemptTimeout = BriefAttempt, CallTimeout = BriefCall },
        _ => options,
    };
}
