using System.Globalization;
using System.Text;

namespace Trading.Simulation.Storm;

/// <summary>Many stories, told one after the other on one thread.</summary>
public sealed class StormCampaign
{
    private const int MostToldOfARule = 1;

    private readonly SortedDictionary<string, List<ulong>> broken = new(StringComparer.Ordinal);
    private readonly int[] strikes = new int[Enum.GetValues<FaultKind>().Length];
    private readonly StormLevel level;
    private TimeSpan spent;

    private readonly bool hasLimits;

    private StormCampaign(StormLevel level, bool hasLimits) => (this.level, this.hasLimits) = (level, hasLimits);

    /// <summary>Days that were traded.</summary>
    public int Days { get; private set; }

    /// <summary>Entries that the broker accepted.</summary>
    public int Entries { get; private set; }

    /// <summary>Stories in which a promise was broken, by promise: their seeds.</summary>
    public IReadOnlyDictionary<string, List<ulong>> Broken => broken;

    /// <summary>How often faults of a kind changed something.</summary>
    public int Strikes(FaultKind kind) => strikes[(int)kind];

    /// <summary>Tells stories of consecutive seeds until <paramref name="days"/> days are traded.</summary>
    /// <param name="level">How bad the faults are.</param>
    /// <param name="days">How many days, at least.</param>
    /// <param name="seed">The first seed.</param>
    /// <param name="hasLimits">Whether each story has limits on the day and the account.</param>
    public static StormCampaign Run(StormLevel level, int days, ulong seed, bool hasLimits = false)
    {
        var campaign = new StormCampaign(level, hasLimits);
        for (; campaign.Days < days; seed++) campaign.Add(seed);
        return campaign;
    }

    /// <summary>The shortest story of each promise that was broken.</summary>
    public IEnumerable<string> ShortestStories() => broken.Values
        .SelectMany(seeds => seeds.Take(MostToldOfARule))
        .Select(seed => StormText.Of(StormShrinker.Shrink(PlanOf(seed))));

    /// <summary>What was done, in numbers, and what was broken.</summary>
    public string Summary
    {
        get
        {
            var faults = strikes.Sum() - Strikes(FaultKind.Killed);
            var text = new StringBuilder().Append(
                CultureInfo.InvariantCulture,
                $"{level}: {Days} days, {Entries} entries, {Strikes(FaultKind.Killed)} kills, {faults} other faults, "
                    + $"{broken.Sum(rule => rule.Value.Count)} violations; "
                    + $"{Days / spent.TotalSeconds:0} days a second of one core");
            text.Append("\n  faults: ").AppendJoin(
                ", ", Enum.GetValues<FaultKind>().Where(kind => Strikes(kind) > 0).Select(kind => $"{kind} {Strikes(kind)}"));
            foreach (var (rule, seeds) in broken)
                text.Append($"\n  {seeds.Count} x {rule}: seeds ").AppendJoin(", ", seeds.Take(20));
            return text.ToString();
        }
    }

    private StormPlan PlanOf(ulong seed) => hasLimits ? StormPlan.Of(seed, level).WithLimits() : StormPlan.Of(seed, level);

    private void Add(ulong seed)
    {
        var started = Environment.CpuUsage.TotalTime;
        var story = StormStory.Tell(PlanOf(seed));
        spent += Environment.CpuUsage.TotalTime - started;
        Days += StormPlan.TradedDays;
        Entries += story.Entries;
        foreach (var (kind, count) in story.Strikes) strikes[(int)kind] += count;
        if (story.Violation is not { } violation) return;
        if (!broken.TryGetValue(violation.Rule, out var seeds)) broken[violation.Rule] = seeds = [];
        seeds.Add(seed);
    }
}
