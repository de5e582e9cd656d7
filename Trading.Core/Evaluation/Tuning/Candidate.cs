using Trading.Core.Learning;
using Trading.Core.Settings;

namespace Trading.Core.Evaluation.Tuning;

/// <summary>A recipe that a search looks at.</summary>
/// <param name="Number">Its place in the order of candidates; 0 is the present recipe.</param>
/// <param name="Settings">The present settings with what the candidate changes.</param>
public sealed record Candidate(int Number, TradingSettings Settings)
{
    /// <summary>The recipe of its settings.</summary>
    public Recipe Recipe { get; } = Settings.Recipe;

    /// <summary>Whether it is the present recipe.</summary>
    public bool IsPresent => Number == 0;
}
