using Microsoft.Extensions.Configuration;
using Trading.Core.Text;

namespace Trading.Adapters.Alpaca;

/// <summary>The result of reading the settings under <c>Trading:Alpaca</c>.</summary>
/// <param name="Options">The options; null when anything is wrong or missing.</param>
/// <param name="Errors">One sentence per error; none of them holds a key.</param>
/// <param name="Environment">The environment, also when another setting is wrong; null when this one is.</param>
public sealed record AlpacaOptionsResult(
    AlpacaOptions? Options, IReadOnlyList<string> Errors, AlpacaEnvironment? Environment = null);

/// <summary>
/// Reads and checks the settings under <c>Trading:Alpaca</c>. No value is shown, because any of them could be a key in the
/// wrong place.
/// </summary>
public static class AlpacaOptionsReader
{
    internal const string Environment = "Environment";
    private const string KeyId = "KeyId";
    private const string SecretKey = "SecretKey";
    internal const string RealMoney = "IUnderstandThisIsRealMoney";
    internal const string SimulatorUrl = "SimulatorUrl";
    private const string DefaultSimulator = "http://127.0.0.1:5100";

    /// <summary>Every setting there is, without its section.</summary>
    internal static IReadOnlyList<string> Names { get; } = [Environment, KeyId, SecretKey, RealMoney, SimulatorUrl];

    /// <summary>The options, or everything that is wrong with them.</summary>
    /// <param name="configuration">All settings.</param>
    /// <param name="feed">The data feed.</param>
    public static AlpacaOptionsResult Read(IConfiguration configuration, string feed)
    {
        var section = configuration.GetSection(AlpacaSettings.Section);
        var errors = section.GetChildren()
            .Where(entry => !Names.Contains(entry.Key, StringComparer.OrdinalIgnoreCase))
            .Select(entry => $"{AlpacaSettings.VariableOf(VisibleText.Beginning(entry.Key, 60))} is not a setting; there are "
                + $"{string.Join(", ", Names)}.")
            .ToList();
        var named = Value(section, Environment) is { } text ? EnvironmentOf(text) : AlpacaEnvironment.Paper;
        var options = named switch
        {
            AlpacaEnvironment.Simulator => Simulated(section, errors),
            { } environment => RealAccount(configuration, environment, errors),
            null => Failed(errors, $"{AlpacaSettings.VariableOf(Environment)} is none of "
                + $"{string.Join(", ", Enum.GetNames<AlpacaEnvironment>())}."),
        };
        return errors.Count == 0 ? new(options! with { Feed = feed }, [], named) : new(null, errors, named);
    }

    private static AlpacaOptions? RealAccount(IConfiguration configuration, AlpacaEnvironment environment, List<string> errors)
    {
        var section = configuration.GetSection(AlpacaSettings.Section);
        if (environment == AlpacaEnvironment.Live
            && !string.Equals(Value(section, RealMoney), "true", StringComparison.OrdinalIgnoreCase))
        {
            errors.Add($"{AlpacaSettings.VariableOf(Environment)} is Live, which trades real money; that also needs "
                + $"{AlpacaSettings.VariableOf(RealMoney)}=true, or set {AlpacaSettings.VariableOf(Environment)}=Paper.");
        }
        return Keys(configuration, section, environment, errors) is not { } keys ? null : new AlpacaOptions
        {
            Environment = environment,
            TradingUrl = new Uri(
                environment == AlpacaEnvironment.Live ? "https://api.alpaca.markets" : "https://paper-api.alpaca.markets"),
            DataUrl = new Uri("https://data.alpaca.markets"),
            Keys = keys,
        };
    }

    // Both parts of a pair come from one place: parts of two accounts do not fit together.
    private static AlpacaKeys? Keys(
        IConfiguration configuration, IConfiguration section, AlpacaEnvironment environment, List<string> errors)
    {
        var (idName, secretName) = (AlpacaSettings.KeyId, AlpacaSettings.SecretKey);
        var (id, secret) = (Value(section, KeyId), Value(section, SecretKey));
        if (id is null && secret is null)
        {
            (idName, secretName) = (AlpacaSettings.KeyIdVariable, AlpacaSettings.SecretKeyVariable);
            (id, secret) = (Value(configuration, idName), Value(configuration, secretName));
        }
        if (id is null && secret is null)
        {
            errors.Add($"No Alpaca keys: set {AlpacaSettings.KeyIdVariable} and {AlpacaSettings.SecretKeyVariable} (or "
                + $"{AlpacaSettings.KeyId} and {AlpacaSettings.SecretKey}); "
                + $"{(environment == AlpacaEnvironment.Live ? "a live account's are" : "free paper keys are")} at "
                + $"{AlpacaSettings.KeysUrl}.");
            return null;
        }
        if (id is null) errors.Add($"{secretName} is set without {idName}; a key pair has both.");
        else if (KeyError(idName, id) is { } idError) errors.Add(idError);
        if (secret is null) errors.Add($"{idName} is set without {secretName}; a key pair has both.");
        else if (KeyError(secretName, secret) is { } secretError) errors.Add(secretError);
        return AlpacaKeys.IsUsable(id) && AlpacaKeys.IsUsable(secret) ? new AlpacaKeys(id!, secret!) : null;
    }

    private static string? KeyError(string name, string value) =>
        AlpacaKeys.IsUnresolved(value) ? $"{name} is a Key Vault reference that was not resolved: the vault has no such "
            + "secret, or the app's identity may not read it; put the secret into the vault and restart the app."
        : AlpacaKeys.IsUsable(value) ? null
        : $"{name} has blanks or characters that no key has; copy it again.";

    private static AlpacaOptions? Simulated(IConfiguration section, List<string> errors)
    {
        if (!Uri.TryCreate(Value(section, SimulatorUrl) ?? DefaultSimulator, UriKind.Absolute, out var url)
            || url.Scheme != Uri.UriSchemeHttp || !url.IsLoopback || url.UserInfo.Length > 0 || url.PathAndQuery != "/"
                || url.Fragment.Length > 0)
        {
            return Failed(errors, $"{AlpacaSettings.VariableOf(SimulatorUrl)} is not an address on this machine; it may be "
                + $"such as {DefaultSimulator}.");
        }
        return new AlpacaOptions
        {
            Environment = AlpacaEnvironment.Simulator,
            TradingUrl = url,
            DataUrl = url,
            Keys = AlpacaKeys.Simulator,
            RequestsPerMinute = null,
        };
    }

    // By name only: Enum.TryParse would also take the numbers behind the names.
    private static AlpacaEnvironment? EnvironmentOf(string text) =>
        Enum.GetValues<AlpacaEnvironment>().Cast<AlpacaEnvironment?>()
            .FirstOrDefault(value => value.ToString()!.Equals(text, StringComparison.OrdinalIgnoreCase));

    private static string? Value(IConfiguration section, string name) =>
        string.IsNullOrWhiteSpace(section[name]) ? null : section[name]!.Trim();

    private static AlpacaOptions? Failed(List<string> errors, string error)
    {
        errors.Add(error);
        return null;
    }
}
