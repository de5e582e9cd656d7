using Trading.Core.Settings;

namespace Trading.Adapters.Settings;

/// <summary>How settings differ from others.</summary>
public static class SettingDifferences
{
    /// <summary>
    /// A line for each setting that differs, as it may be set in the environment: <c>Trading__TakeProfit=0.01</c>.
    /// </summary>
    /// <param name="present">The settings in force.</param>
    /// <param name="other">The others.</param>
    /// <exception cref="InvalidOperationException">A value of the others may not be set: setting it would be refused.</exception>
    public static IReadOnlyList<string> Between(TradingSettings present, TradingSettings other)
    {
        var lines = new List<string>();
        foreach (var definition in SettingDefinitions.All)
        {
            var value = definition.Read(other);
            if (value == definition.Read(present)) continue;
            if (definition.Apply(present, value) is not { } set || definition.Read(set) != value)
                throw new InvalidOperationException($"{definition.Variable} may not be '{value}', only {definition.Allowed}.");
            lines.Add($"{definition.Variable}={value}");
        }
        return lines;
    }
}
