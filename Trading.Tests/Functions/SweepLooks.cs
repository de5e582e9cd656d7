using Trading.Core.Evaluation.Sweeps;

namespace Trading.Tests.Functions;

/// <summary>Keeps what a sweep tells of its progress.</summary>
internal sealed class SweepLooks : IProgress<SweepProgress>
{
    public List<SweepProgress> All { get; } = [];

    public Action? Then { get; init; }

    public void Report(SweepProgress value)
    {
        All.Add(value);
        Then?.Invoke();
    }
}
