using System.Globalization;
using Trading.Simulation.Storm;

namespace Trading.Tests.Simulation.Storm;

/// <summary>Trades days of faults and prints what was broken: <c>studies/storm</c>.</summary>
public sealed class StormStudy(ITestOutputHelper output)
{
    private const int MostToldStories = 5;

    [Fact(Explicit = true)]
    public void Days_of_faults()
    {
        var days = Number("STORM_DAYS", 200);
        var seed = (ulong)Number("STORM_SEED", 1);
        var levels = Environment.GetEnvironmentVariable("STORM_LEVEL") is { Length: > 0 } name
            ? [Enum.Parse<StormLevel>(name, ignoreCase: true)]
            : Enum.GetValues<StormLevel>();
        foreach (var level in levels) Run(level, level == StormLevel.Harsh && levels.Length > 1 ? days / 5 : days, seed);
    }

    private void Run(StormLevel level, int days, ulong seed)
    {
        var (entries, kills, faults, told, broken) = (0L, 0L, 0L, 0, new SortedDictionary<string, List<ulong>>(StringComparer.Ordinal));
        var spent = TimeSpan.Zero;
        for (var day = 0; day < days; day += StormPlan.TradedDays, seed++)
        {
            var started = Environment.CpuUsage.TotalTime;
            var plan = StormPlan.Of(seed, level);
            var story = StormStory.Tell(plan);
            spent += Environment.CpuUsage.TotalTime - started;
            (entries, kills, faults) = (entries + story.Entries, kills + story.Kills, faults + story.Faults);
            if (story.Violation is not { } violation) continue;
            if (!broken.TryGetValue(violation.Rule, out var seeds)) broken[violation.Rule] = seeds = [];
            seeds.Add(seed);
            if (seeds.Count > 1 || told++ >= MostToldStories) continue;
            output.WriteLine(StormText.Of(StormShrinker.Shrink(plan)));
        }
        output.WriteLine(
            $"{level}: {days} days, {entries} entries, {kills} kills, {faults} faults, "
            + $"{broken.Sum(rule => rule.Value.Count)} violations, {days / spent.TotalSeconds:0} days a second of processor time");
        foreach (var (rule, seeds) in broken)
            output.WriteLine($"  {seeds.Count} x {rule}: seeds {string.Join(", ", seeds.Take(20))}");
    }

    private static int Number(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
