using Trading.Core.Settings;

namespace Trading.Adapters.Settings;

/// <summary>One setting: how it is called, what it may be, and where it goes.</summary>
/// <param name="Name">Its name under <c>Trading</c>, as in <c>MinConfidence</c>.</param>
/// <param name="Allowed">What it may be, as the end of the sentence "it may be ...".</param>
/// <param name="Meaning">What it does, in a few words.</param>
/// <param name="Read">The value that settings have, spelt as it may be set.</param>
/// <param name="Apply">The settings with a value given as text; null when it may not be that.</param>
public sealed record SettingDefinition(
    string Name,
    string Allowed,
    string Meaning,
    Func<TradingSettings, string> Read,
    Func<TradingSettings, string, TradingSettings?> Apply)
{
    /// <summary>The environment variable or app setting, as in <c>Trading__MinConfidence</c>.</summary>
    public string Variable => $"{TradingSettingsReader.Section}__{Name}";

    /// <summary>The value when it is not set.</summary>
    public string Default => Read(new TradingSettings());
}
