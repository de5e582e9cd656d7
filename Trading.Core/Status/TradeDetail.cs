using Trading.Core.Learning.Explanation;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Storage;

namespace Trading.Core.Status;

/// <summary>A trade with what is known of it. What could not be found out is null, and an error says why.</summary>
/// <param name="Trade">The round trip.</param>
public sealed record TradeDetail(TradeRow Trade)
{
    /// <summary>The decision to enter; null when the journal has none of this id.</summary>
    public OrderIntent? Entry { get; init; }

    /// <summary>The prediction behind it; null when the journal has none.</summary>
    public PredictionRow? Prediction { get; init; }

    /// <summary>The session's bars of the symbol; null when there are none.</summary>
    public BarSeries? Bars { get; init; }

    /// <summary>Why there are no bars; null when there are.</summary>
    public string? BarsError { get; init; }

    /// <summary>What moved the forecast; null when it cannot be explained.</summary>
    public ForecastExplanation? Explanation { get; init; }

    /// <summary>Why it cannot be explained; null when it is.</summary>
    public string? ExplanationError { get; init; }

    /// <summary>The stop that the entry was sent with, dollars; null when it is not known.</summary>
    public decimal? StopPrice => Entry?.Request.Bracket?.StopPrice;

    /// <summary>The target that the entry was sent with, dollars; null when it is not known.</summary>
    public decimal? TargetPrice => Entry?.Request.Bracket?.TakeProfitPrice;
}
