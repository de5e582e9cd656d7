using Trading.Core.Settings;

namespace Trading.Adapters.Settings;

/// <summary>What reading the settings came to: the settings, or a sentence for each that is wrong.</summary>
/// <param name="Settings">The settings; null when any is wrong.</param>
/// <param name="Errors">Empty when none is wrong.</param>
public sealed record SettingsResult(TradingSettings? Settings, IReadOnlyList<string> Errors);
