namespace Trading.Simulation.Storm;

/// <summary>Finds a story with fewer faults that breaks the same promise.</summary>
public static class StormShrinker
{
    /// <summary>Leaves out faults, many at a time and then one by one, as long as the same promise stays broken.</summary>
    /// <param name="plan">A plan whose story breaks a promise.</param>
    public static StormPlan Shrink(StormPlan plan) => Shrink(plan, fewer => StormStory.Tell(fewer).Violation?.Rule);

    /// <summary>Leaves out faults as long as the same promise stays broken.</summary>
    /// <param name="plan">A plan whose story breaks a promise.</param>
    /// <param name="broken">Tells a plan's story; gives the promise that it breaks, or null.</param>
    internal static StormPlan Shrink(StormPlan plan, Func<StormPlan, string?> broken)
    {
        if (broken(plan) is not { } rule) return plan;
        for (var size = Math.Max(1, plan.Faults.Count / 2); ; size /= 2)
        {
            for (var at = 0; at < plan.Faults.Count;)
            {
                var fewer = plan with { Faults = [.. plan.Faults.Take(at), .. plan.Faults.Skip(at + size)] };
                if (broken(fewer) == rule) plan = fewer;
                else at += size;
            }
            if (size == 1) return plan;
        }
    }
}
