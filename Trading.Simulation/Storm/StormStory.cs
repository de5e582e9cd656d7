namespace Trading.Simulation.Storm;

/// <summary>A story that was told.</summary>
/// <param name="Violation">The first promise that was broken; null when all were kept.</param>
/// <param name="Lines">What happened, when lines were kept.</param>
/// <param name="Entries">Entries that the broker accepted.</param>
/// <param name="Strikes">How often faults of each kind changed something.</param>
public sealed record StormStory(
    Violation? Violation, IReadOnlyList<string> Lines, int Entries, IReadOnlyDictionary<FaultKind, int> Strikes)
{
    /// <summary>Tells the story of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="keepLines">Whether to keep what happens, line by line.</param>
    public static StormStory Tell(StormPlan plan, bool keepLines = false)
    {
        var world = new StormWorld(plan, keepLines);
        world.Run();
        var strikes = Enum.GetValues<FaultKind>().ToDictionary(kind => kind, kind => world.Watch.Strikes[(int)kind]);
        return new StormStory(world.Oracle.Violation, world.Log.Lines, world.Entries, strikes);
    }
}
