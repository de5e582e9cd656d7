using MathNet.Numerics.Random;
using Trading.Core.Learning;
using Trading.Core.Settings;

namespace Trading.Core.Evaluation.Tuning;

/// <summary>
/// The recipes that a search may look at: for each setting the values that it may take. The present value is always among them.
/// A setting with an empty list stays as it is.
/// </summary>
public sealed record RecipeSpace
{
    // So many known recipes in a row mean that there are hardly new ones left.
    private const int MostKnownInARow = 1_000;

    /// <summary>The trainers.</summary>
    public IReadOnlyList<ModelType> ModelTypes { get; init; } =
        [ModelType.RandomForest, ModelType.GradientBoosting, ModelType.LightGbm];

    /// <summary>Calendar days that a model learns from.</summary>
    public IReadOnlyList<int> TrainingDays { get; init; } = [15, 30, 60, 90];

    /// <summary>Distances of the stop, as fractions.</summary>
    public IReadOnlyList<decimal> StopLosses { get; init; } = [0.005m, 0.01m, 0.02m, 0.03m];

    /// <summary>Distances of the target, as fractions.</summary>
    public IReadOnlyList<decimal> TakeProfits { get; init; } = [0.005m, 0.01m, 0.02m, 0.04m];

    /// <summary>Longest times that a trade is held, minutes; null to the day's exit.</summary>
    public IReadOnlyList<int?> HorizonMinutes { get; init; } = [null, 30, 60, 120];

    /// <summary>What the trainer may look at: all, all but one kind, or where the price comes from alone.</summary>
    public IReadOnlyList<FeatureGroup> FeatureGroups { get; init; } =
    [
        FeatureGroup.All,
        FeatureGroup.All & ~FeatureGroup.Trend,
        FeatureGroup.All & ~FeatureGroup.Volatility,
        FeatureGroup.All & ~FeatureGroup.Volume,
        FeatureGroup.All & ~FeatureGroup.Clock,
        FeatureGroup.All & ~FeatureGroup.Range,
        FeatureGroup.Trend | FeatureGroup.Range,
    ];

    /// <summary>Trees of a model; null for the trainer's own number.</summary>
    public IReadOnlyList<int?> Trees { get; init; } = [null, 30, 150];

    /// <summary>Most leaves of a tree; null for the trainer's own number.</summary>
    public IReadOnlyList<int?> Leaves { get; init; } = [null, 4, 12, 31];

    /// <summary>Fewest training rows of a leaf.</summary>
    public IReadOnlyList<int> MinRowsPerLeaf { get; init; } = [30, 70, 200];

    /// <summary>How much of each boosted tree is added; the random forest keeps its present value, for which it has no
    /// use.</summary>
    public IReadOnlyList<double> LearningRates { get; init; } = [0.02, 0.05, 0.1];

    /// <summary>Every how many minutes a symbol gives a training row.</summary>
    public IReadOnlyList<int> MinutesBetweenRows { get; init; } = [3, 5, 10];

    /// <summary>
    /// The present recipe and then random ones, none twice. Each setting keeps its present value with a chance of one half, and
    /// takes any of its values otherwise. The same settings and seed give the same order.
    /// </summary>
    /// <param name="present">The present settings.</param>
    /// <param name="seed">Seed of the order.</param>
    public IEnumerable<Candidate> Draw(TradingSettings present, int seed)
    {
        var choices = Choices();
        var random = new Xoshiro256StarStar(seed, threadSafe: false);
        var known = new HashSet<string>(StringComparer.Ordinal);
        var settings = present;
        for (var knownInARow = 0; knownInARow < MostKnownInARow; settings = Drawn(present, choices, random))
        {
            var candidate = new Candidate(known.Count, settings);
            var isNew = known.Add(candidate.Recipe.Id);
            knownInARow = isNew ? 0 : knownInARow + 1;
            if (isNew) yield return candidate;
        }
    }

    private static TradingSettings Drawn(
        TradingSettings present, IReadOnlyList<IReadOnlyList<Change>> choices, Xoshiro256StarStar random)
    {
        var drawn = present;
        foreach (var values in choices)
        {
            // Two draws for each setting, needed or not, so that a setting's values do not shift the draws of the others.
            var (keeps, place) = (random.NextDouble() < 0.5, random.NextDouble());
            if (!keeps && values.Count > 0) drawn = values[(int)(place * values.Count)](drawn);
        }
        return drawn.Learning.ModelType == ModelType.RandomForest
            ? WithParameters(drawn, p => p with { LearningRate = present.Learning.Parameters.LearningRate })
            : drawn;
    }

    private IReadOnlyList<IReadOnlyList<Change>> Choices() =>
    [
        Of(ModelTypes, (s, v) => s with { Learning = s.Learning with { ModelType = v } }),
        Of(TrainingDays, (s, v) => s with { Learning = s.Learning with { TrainingDays = v } }),
        Of(StopLosses, (s, v) => s with { Risk = s.Risk with { StopLoss = v } }),
        Of(TakeProfits, (s, v) => s with { Risk = s.Risk with { TakeProfit = v } }),
        Of(HorizonMinutes, (s, v) => s with { Horizon = v is { } minutes ? Duration.FromMinutes(minutes) : null }),
        Of(FeatureGroups, (s, v) => s with { Learning = s.Learning with { FeatureGroups = v } }),
        Of(Trees, (s, v) => s with { Learning = s.Learning with { Trees = v } }),
        Of(Leaves, (s, v) => s with { Learning = s.Learning with { Leaves = v } }),
        Of(MinRowsPerLeaf, (s, v) => WithParameters(s, p => p with { MinRowsPerLeaf = v })),
        Of(LearningRates, (s, v) => WithParameters(s, p => p with { LearningRate = v })),
        Of(MinutesBetweenRows, (s, v) => WithParameters(s, p => p with { MinutesBetweenRows = v })),
    ];

    private static IReadOnlyList<Change> Of<T>(IReadOnlyList<T> values, Func<TradingSettings, T, TradingSettings> set) =>
        [.. values.Select(value => (Change)(settings => set(settings, value)))];

    // Trees and leaves stay as they are given, or not given.
    private static TradingSettings WithParameters(TradingSettings settings, Func<TrainerParameters, TrainerParameters> change) =>
        settings with
        {
            Learning = settings.Learning with
            {
                Parameters = change(settings.Learning.Parameters),
                Trees = settings.Learning.Trees,
                Leaves = settings.Learning.Leaves,
            },
        };

    private delegate TradingSettings Change(TradingSettings settings);
}
