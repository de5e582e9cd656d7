namespace Trading.Core.Evaluation.Tuning;

/// <summary>A memory of searches that lives as long as the process. Safe for concurrent use.</summary>
public sealed class InMemoryTuningLog : ITuningLog
{
    private readonly Lock gate = new();
    private readonly List<RecipeLook> looks = [];
    private readonly List<HoldOutOpening> openings = [];

    /// <inheritdoc/>
    public Task<TuningHistory> ReadAsync(CancellationToken cancel)
    {
        lock (gate) return Task.FromResult(new TuningHistory([.. looks], [.. openings]));
    }

    /// <inheritdoc/>
    public Task AddAsync(RecipeLook look, CancellationToken cancel)
    {
        lock (gate) looks.Add(look);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task AddAsync(HoldOutOpening opening, CancellationToken cancel)
    {
        lock (gate) openings.Add(opening);
        return Task.CompletedTask;
    }
}
