namespace Trading.Core.Storage;

/// <summary>Trials that live as long as the process. Safe for concurrent use.</summary>
public sealed class InMemoryTrialLog : ITrialLog
{
    private readonly Lock gate = new();
    private readonly List<Trial> trials = [];

    /// <inheritdoc/>
    public Task<TrialHistory> ReadAsync(CancellationToken cancel)
    {
        lock (gate) return Task.FromResult(new TrialHistory([.. trials], 0));
    }

    /// <inheritdoc/>
    public Task<TrialHistory> AddAsync(Trial trial, CancellationToken cancel)
    {
        lock (gate)
        {
            var known = trials.FindIndex(trial.IsSameAs);
            if (known < 0) trials.Add(trial);
            else trials[known] = trial;
            return Task.FromResult(new TrialHistory([.. trials], 0));
        }
    }
}
