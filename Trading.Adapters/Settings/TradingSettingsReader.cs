using Microsoft.Extensions.Configuration;
using Trading.Core.Settings;
using Trading.Core.Text;
using Trading.Core.Universe;

namespace Trading.Adapters.Settings;

/// <summary>Reads and checks the settings under <c>Trading</c>, from any source.</summary>
public static class TradingSettingsReader
{
    /// <summary>The section's name.</summary>
    public const string Section = "Trading";

    /// <summary>What else stands under <c>Trading</c> and is read elsewhere.</summary>
    public static IReadOnlyList<string> OtherSections { get; } = ["Alpaca", "Storage", "Notify"];

    /// <summary>The settings, or everything that is wrong with them at once.</summary>
    public static SettingsResult Read(IConfiguration configuration)
    {
        var settings = new TradingSettings();
        var errors = new List<string>();
        // A universe is chosen from the whole market unless symbols are named.
        var namesSymbols = configuration.GetSection(Section).GetChildren()
            .Any(entry => entry.Key.Equals(nameof(TradingSettings.Symbols), StringComparison.OrdinalIgnoreCase));
        foreach (var entry in configuration.GetSection(Section).GetChildren())
        {
            if (OtherSections.Contains(entry.Key, StringComparer.OrdinalIgnoreCase)) continue;
            var isNamed = (SettingDefinition d) => d.Name.Equals(entry.Key, StringComparison.OrdinalIgnoreCase);
            if (SettingDefinitions.All.FirstOrDefault(isNamed) is not { } definition)
                errors.Add(Unknown(entry.Key));
            else if (Value(entry) is { } value)
                settings = Applied(definition, value, settings, errors);
        }
        if (settings.Universe.Chooses && !namesSymbols) settings = settings with { Symbols = [], IsWholeMarket = true };
        if (errors.Count == 0) CrossCheck(settings, errors);
        return errors.Count == 0 ? new(settings, []) : new(null, errors);
    }

    // A list may be one text with commas or an array; a text, as from an environment variable, overrides an array in a file.
    private static string? Value(IConfigurationSection entry) =>
        entry.Value
        ?? (entry.GetChildren().ToArray() is { Length: > 0 } parts ? string.Join(',', parts.Select(part => part.Value)) : null);

    private static TradingSettings Applied(
        SettingDefinition definition, string value, TradingSettings settings, List<string> errors)
    {
        if (definition.Apply(settings, value.Trim()) is { } applied) return applied;
        errors.Add($"{definition.Variable} is '{VisibleText.Beginning(value)}'; it may be {definition.Allowed}.");
        return settings;
    }

    private static void CrossCheck(TradingSettings settings, List<string> errors)
    {
        var schedule = settings.Schedule;
        if (schedule.NoEntryBeforeClose < schedule.CloseBefore)
            errors.Add($"{Section}__NoEntryBeforeClose is '{SettingValues.Text(schedule.NoEntryBeforeClose)}'; it may not be "
                + $"less than {Section}__CloseBefore, which is '{SettingValues.Text(schedule.CloseBefore)}'.");
        if (settings.Risk.Protections is { MaxSectorExposure: not null, Sectors.Sectors.Count: 0 })
            errors.Add($"{Section}__MaxSectorExposure is set and {Section}__Sectors is not; without sectors it says nothing that "
                + $"{Section}__MaxExposure does not.");
        if (settings.Universe is { SetTime: { } time } rule && !rule.MayBeAt(time))
            errors.Add($"{Section}__UniverseTime is '{SettingValues.Text(time)}'; {rule.Name} looks at the opening, so it "
                + $"may not be before {SettingValues.Text(UniverseRule.EarliestAfterOpening)}.");
    }

    private const int LongestName = 60;

    private static string Unknown(string key)
    {
        // A name that is longer than any setting resembles none.
        if (key.Length > LongestName)
            return $"{Section}__{VisibleText.Beginning(key, LongestName)} is not a setting; see 'trading settings'.";
        var letters = key.ToUpperInvariant();
        var nearest = SettingDefinitions.All.MinBy(definition => Edits(letters, definition.Name.ToUpperInvariant()))!;
        return Edits(letters, nearest.Name.ToUpperInvariant()) <= Math.Max(2, nearest.Name.Length / 3)
            ? $"{Section}__{key} is not a setting; did you mean {nearest.Variable}?"
            : $"{Section}__{key} is not a setting; there are "
                + $"{string.Join(", ", SettingDefinitions.All.Select(definition => definition.Name))}.";
    }

    // Levenshtein's distance: how many letters to insert, delete or replace.
    private static int Edits(string from, string to)
    {
        var row = Enumerable.Range(0, to.Length + 1).ToArray();
        for (var i = 1; i <= from.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= to.Length; j++)
            {
                var replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[to.Length];
    }
}
