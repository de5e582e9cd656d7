using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Trading.Core.Features;
using Trading.Core.Learning.Rows;
using Trading.Core.Orders;
using Trading.Core.Universe;

namespace Trading.Core.Learning;

/// <summary>
/// Everything that determines a model but the day. What is measured of models is measured of their recipe: the models of
/// different nights differ only in the days that they learned from.
/// </summary>
public sealed record Recipe
{
    private const int IdLength = 12;

    /// <summary>The trainer.</summary>
    public required ModelType ModelType { get; init; }

    /// <summary>The trainer's parameters.</summary>
    public required TrainerParameters Parameters { get; init; }

    /// <summary>Calendar days of bars that a model learns from.</summary>
    public required int TrainingDays { get; init; }

    /// <summary>The trade that the label describes.</summary>
    public required TradePlan Plan { get; init; }

    /// <summary>The tickers that it learns from and forecasts, sorted.</summary>
    public required IReadOnlyList<string> Symbols { get; init; }

    /// <summary>Seed of everything random in training.</summary>
    public required int Seed { get; init; }

    /// <summary>Version of the feature schema.</summary>
    public int SchemaVersion { get; init; } = FeatureSchema.Version;

    /// <summary>The features that the trainer may look at, in schema order; all of them unless a search left some out.</summary>
    public IReadOnlyList<string> Features { get; init; } = FeatureSchema.Names;

    /// <summary>Whether the tickers are the whole market, which is another one each day: they are no part of the recipe then, and
    /// a session has all that are recorded.</summary>
    public bool IsWholeMarket { get; init; }

    /// <summary>Which of the tickers a session is about.</summary>
    public UniverseRule Universe { get; init; } = UniverseRule.AllSymbols;

    /// <summary>How many rows a session gives at most.</summary>
    public RowBounds Bounds { get; init; } = RowBounds.Default;

    /// <summary>The recipe of these settings.</summary>
    /// <param name="settings">How models are trained.</param>
    /// <param name="plan">The trade.</param>
    /// <param name="symbols">The tickers, in any order.</param>
    public static Recipe Of(LearningSettings settings, TradePlan plan, IEnumerable<string> symbols) => new()
    {
        ModelType = settings.ModelType,
        Parameters = settings.Parameters,
        TrainingDays = settings.TrainingDays,
        Plan = plan,
        Symbols = [.. symbols.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
        Seed = settings.Seed,
        Features = FeatureGroups.FeaturesOf(settings.FeatureGroups),
    };

    /// <summary>
    /// A short name that changes with every part of the recipe: 12 hexadecimal digits of a SHA-256 over a canonical text.
    /// </summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical())))[..IdLength];

    private string Canonical() => string.Join('\n', (List<string>)
    [
        // Raise it when the same recipe begins to mean another model or another base forecast.
        "recipe 2",
        $"{ModelType} {Parameters.Canonical()}",
        Invariant($"days {TrainingDays} seed {Seed} schema {SchemaVersion}"),
        Invariant($"stop {Plan.StopLoss:0.##########} target {Plan.TakeProfit:0.##########} cost {Plan.CostBps:0.######}"),
        Invariant($"close {Plan.CloseBefore.TotalSeconds} horizon {Plan.Horizon?.TotalSeconds} side {Plan.Side}"),
        IsWholeMarket ? "*" : string.Join(',', Symbols),
        string.Join(',', Features),
        // Recipes that no bound can touch are what they were before there were bounds.
        .. BoundsText(),
        .. Universe.Chooses ? [Universe.Canonical()] : Array.Empty<string>(),
    ]);

    // A whole market is larger than any bound; a universe never is.
    private int MostSymbols => Universe.Chooses ? Universe.Most : IsWholeMarket ? short.MaxValue : Symbols.Count;

    private IEnumerable<string> BoundsText()
    {
        if (Bounds != RowBounds.Default || Bounds.Bite(MostSymbols, Parameters.MinutesBetweenRows))
            yield return Invariant($"rows {Bounds.Recorded} {Bounds.Trained}");
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
