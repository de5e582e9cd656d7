using System.Text;

namespace Trading.Simulation.Storm;

/// <summary>A story in words.</summary>
public static class StormText
{
    private const int MostLines = 50;

    /// <summary>
    /// Tells a plan's seed, its faults, what was broken, and the lines that led there: those of the symbol that it is about, from
    /// a while before it began.
    /// </summary>
    public static string Of(StormPlan plan)
    {
        var story = StormStory.Tell(plan, keepLines: true);
        var text = new StringBuilder($"seed {plan.Seed}, {plan.Level}, {plan.Faults.Count} faults:");
        foreach (var fault in plan.Faults) text.Append($"\n  {fault}");
        if (story.Violation is not { } violation) return text.Append("\nEvery promise is kept.").ToString();
        text.Append($"\n\"{violation.Rule}\" is broken at {StoryLog.Time(violation.At)}: {violation.What}");
        var lines = story.Lines
            .Where(line => string.CompareOrdinal(line, StoryLog.Time(violation.Since - Duration.FromMinutes(2))) >= 0)
            .Where(line => violation.Symbol is null || line.Contains(violation.Symbol, StringComparison.Ordinal)
                || !plan.Symbols.Any(symbol => line.Contains(symbol, StringComparison.Ordinal)))
            .ToList();
        var left = Math.Max(0, lines.Count - MostLines);
        foreach (var line in lines.Take(MostLines / 2)) text.Append($"\n  {line}");
        if (left > 0) text.Append($"\n  ... {left} lines ...");
        foreach (var line in lines.Skip(MostLines / 2).Skip(left)) text.Append($"\n  {line}");
        return text.ToString();
    }
}
