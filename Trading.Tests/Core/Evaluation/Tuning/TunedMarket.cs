using System.Text.Json;
using Trading.Adapters.Settings;
using Trading.Adapters.StorageFormats;
using Trading.Core.Evaluation.Tuning;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Simulation.Markets;

namespace Trading.Tests.Core.Evaluation.Tuning;

/// <summary>
/// A synthetic market that is small enough to search on in a test: forty sessions of four symbols, and a present recipe that
/// looks at the clock alone, beside others that also look at volume. The models are trained once for all tests.
/// </summary>
internal sealed class TunedMarket
{
    public static readonly NyseCalendar Calendar = new();

    public static readonly TradingSettings Present = new()
    {
        Symbols = ["FAKEA", "FAKEB", "FAKEC", "FAKED"],
        Learning = new LearningSettings
        {
            TrainingDays = 20,
            ModelType = ModelType.LightGbm,
            Trees = 20,
            FeatureGroups = FeatureGroup.Clock,
        },
    };

    public static readonly RecipeSpace Space = new()
    {
        ModelTypes = [],
        TrainingDays = [],
        StopLosses = [],
        TakeProfits = [],
        HorizonMinutes = [],
        FeatureGroups = [FeatureGroup.All, FeatureGroup.Volume],
        Trees = [],
        Leaves = [],
        MinRowsPerLeaf = [],
        LearningRates = [],
        MinutesBetweenRows = [],
    };

    private static readonly InMemoryModelCache Cache = new();
    private static readonly Instant Now = Instant.FromUtc(2025, 12, 31, 12, 0);

    private TunedMarket(InMemoryBarArchive bars, SessionSplit split) => (Bars, Split) = (bars, split);

    public InMemoryBarArchive Bars { get; }

    public SessionSplit Split { get; }

    public static async Task<TunedMarket> MakeAsync(SyntheticMarketKind kind, int seed, LocalDate? last = null)
    {
        var tape = new SyntheticMarket(
            new SyntheticMarketOptions
            {
                Kind = kind,
                First = new LocalDate(2025, 9, 2),
                Last = last ?? new LocalDate(2025, 10, 27),
                Rules = Present.Plan,
                Seed = seed,
                Strength = 0.85,
                Symbols = Present.Symbols,
            },
            Calendar);
        var bars = new InMemoryBarArchive();
        foreach (var session in tape.Sessions) await bars.WriteAsync(session, tape.Read(session), default);
        return new TunedMarket(bars, SessionSplit.Of(tape.Sessions, Calendar));
    }

    /// <summary>The ports of a search that remembers nothing yet.</summary>
    public TuningPorts Ports() => new(
        Bars, Calendar, new InMemoryForecastRecord(), Cache, new InMemoryTrialLog(), new InMemoryTuningLog(),
        other => SettingDifferences.Between(Present, other));

    /// <summary>The archive that throws when a session of the hold-out is read.</summary>
    public TrappedArchive Trapped() => new(Bars, Split.HoldOut[0]);

    public static Task<TuningReport> RunAsync(
        TuningPorts ports, int? recipes = null, bool leavesHoldOut = false, int threads = 2, RecipeSpace? space = null,
        IProgress<TuningProgress>? progress = null, Stops? stops = null) =>
        new TuningRun(ports, Present, space ?? Space).RunAsync(
            new TuningLimits(1, recipes, leavesHoldOut, threads), Now, progress, stops?.TimeUp ?? default,
            stops?.Cancel ?? TestContext.Current.CancellationToken);

    /// <summary>What ends a search before its end.</summary>
    public sealed record Stops(CancellationToken TimeUp, CancellationToken Cancel);

    /// <summary>A report as its document, without what depends on when and how often it was made.</summary>
    public static string Text(TuningReport report) => JsonSerializer.Serialize(
        report with { Seconds = 0, Search = report.Search with { LookedNow = 0 } }, StorageJson.Options);
}
