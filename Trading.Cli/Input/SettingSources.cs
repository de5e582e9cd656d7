using Microsoft.Extensions.Configuration;
using Trading.Adapters.Settings;
using Trading.Core.Settings;
using Trading.Core.Text;

namespace Trading.Cli.Input;

/// <summary>The settings in force, and where each comes from: <c>--set</c> first, then the environment, then the
/// default.</summary>
internal sealed class SettingSources
{
    /// <summary>The name of the command line as a source.</summary>
    public const string CommandLine = "--set";

    private readonly Dictionary<string, string> fromEnvironment;
    private readonly Dictionary<string, string> fromCommandLine;

    private SettingSources(
        Dictionary<string, string> fromEnvironment, Dictionary<string, string> fromCommandLine, TradingSettings settings)
    {
        this.fromEnvironment = fromEnvironment;
        this.fromCommandLine = fromCommandLine;
        Settings = settings;
    }

    /// <summary>The settings, checked.</summary>
    public TradingSettings Settings { get; }

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="RefusedException">One is unknown or out of range; the message names it and the allowed
    /// values.</exception>
    public static SettingSources Read(IReadOnlyDictionary<string, string> environment, IReadOnlyList<string> assignments)
    {
        var prefix = $"{TradingSettingsReader.Section}__";
        var environmental = environment
            .Where(e => e.Key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(e => Key(e.Key[prefix.Length..]), e => e.Value, StringComparer.OrdinalIgnoreCase);
        var typed = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var assignment in assignments)
        {
            var (name, value) = Split(assignment);
            typed[Key(name)] = value;
        }
        var result = TradingSettingsReader.Read(new ConfigurationBuilder()
            .AddInMemoryCollection(environmental!)
            .AddInMemoryCollection(typed!)
            .Build());
        return new(environmental, typed, result.Settings
            ?? throw new RefusedException(string.Join(' ', result.Errors), ExitCode.WrongUsage));
    }

    /// <summary>Where a setting's value comes from, in words.</summary>
    public string SourceOf(SettingDefinition definition) =>
        fromCommandLine.ContainsKey(Key(definition.Name)) ? CommandLine
        : fromEnvironment.ContainsKey(Key(definition.Name)) ? "environment"
        : "default";

    private static (string Name, string Value) Split(string assignment)
    {
        var at = assignment.IndexOf('=', StringComparison.Ordinal);
        var name = at < 0 ? "" : assignment[..at].Trim();
        if (name.Length == 0)
            throw new RefusedException(
                $"--set is '{VisibleText.Beginning(assignment)}'; it must be Name=Value, such as MinConfidence=0.7.",
                ExitCode.WrongUsage);
        if (TradingSettingsReader.OtherSections.Any(s => name.StartsWith(s, StringComparison.OrdinalIgnoreCase)))
            throw new RefusedException(
                $"{VisibleText.Beginning(name)} is not set with --set but in the environment, where other users of the machine "
                    + "cannot read it.",
                ExitCode.WrongUsage);
        return (name, assignment[(at + 1)..]);
    }

    private static string Key(string name) =>
        $"{TradingSettingsReader.Section}:{name.Replace("__", ":", StringComparison.Ordinal)}";
}
