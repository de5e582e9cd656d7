namespace Trading.Core.Storage;

/// <summary>What the nightly job did.</summary>
/// <param name="SessionsFetched">Sessions whose bars were fetched.</param>
/// <param name="PredictionsResolved">The day's predictions whose outcome is known.</param>
/// <param name="Trades">Trades that closed on the day.</param>
/// <param name="Trained">1 when a model was trained, else 0.</param>
/// <param name="Promoted">1 when the recipe has just been proven, else 0.</param>
/// <param name="Retired">1 when a proven recipe came into doubt, else 0.</param>
public sealed record RetrainResult(
    int SessionsFetched, int PredictionsResolved, int Trades, int Trained, int Promoted, int Retired) : JobResult
{
    /// <inheritdoc/>
    public override IEnumerable<KeyValuePair<string, int>> Counts =>
    [
        new("sessionsFetched", SessionsFetched), new("predictionsResolved", PredictionsResolved), new("trades", Trades),
        new("trained", Trained), new("promoted", Promoted), new("retired", Retired),
    ];
}
