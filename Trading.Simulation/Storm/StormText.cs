using System.Text;

namespace Trading.Simulation.Storm;

/// <summary>A story in words.</summary>
public static class StormText
{
    private const int MostLines = 60;

    /// <summary>Tells a plan's seed, its faults, what was broken and the lines that led there.</summary>
    public static string Of(StormPlan plan)
    {
        var story = StormStory.Tell(plan, keepLines: true);
        var text = new StringBuilder($"seed {plan.Seed}, {plan.Level}, {plan.Faults.Count} faults:");
        foreach (var fault in plan.Faults) text.Append($"\n  {fault}");
        if (story.Violation is { } violation)
            text.Append($"\n\"{violation.Rule}\" is broken at {StoryLog.Time(violation.At)}: {violation.What}");
        var lines = story.Lines;
        if (lines.Count > MostLines) text.Append($"\n  ({lines.Count - MostLines} lines before)");
        foreach (var line in lines.Skip(lines.Count - MostLines)) text.Append($"\n  {line}");
        return text.ToString();
    }
}
