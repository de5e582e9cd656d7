namespace Trading.Core.Execution;

/// <summary>The result of one attempt to sell a position.</summary>
/// <param name="IsUnderWay">A sale works at the broker or is in doubt.</param>
/// <param name="Error">Why no sale is under way, in a sentence; empty when one is.</param>
/// <param name="IsRefused">Whether the broker refused the sale.</param>
public readonly record struct LiquidationResult(bool IsUnderWay, string Error = "", bool IsRefused = false)
{
    /// <summary>Runs one attempt; what it throws is its error, because it must keep no other position from being sold.</summary>
    /// <exception cref="OperationCanceledException">The attempt was asked to stop before it had begun.</exception>
    public static async Task<LiquidationResult> OfAsync(Func<Task<LiquidationResult>> attempt)
    {
        try
        {
            return await attempt();
        }
        catch (Exception e) when (e is not (OutOfMemoryException or OperationCanceledException))
        {
            return new LiquidationResult(false, e.Message);
        }
    }
}
