using Trading.Core.Evaluation;
using Trading.Core.Learning;
using Trading.Core.Storage;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Core.Evaluation;

/// <summary>The small planted market, whose first sessions are archived for evaluations.</summary>
internal static class SmallEvaluation
{
    public const int Archived = 14;
    public static readonly Instant Now = Instant.FromUtc(2025, 11, 15, 12, 0);

    // Each night is trained once for all tests; what is tested is everything else.
    private static readonly InMemoryModelCache Trained = new();
    private static readonly Lazy<Task<InMemoryBarArchive>> Bars = new(() => ArchiveAsync(Archived));
    private static readonly Lazy<Task<EvaluationReport>> Plain = new(async () =>
        await new RecipeEvaluator(await PortsAsync(), SmallMarket.Settings, 2).EvaluateAsync(
            null, null, Now, null, CancellationToken.None));

    /// <summary>The plain evaluation, made once for all tests that only look at it.</summary>
    public static Task<EvaluationReport> ReportAsync() => Plain.Value;

    /// <summary>The archive, and an empty record and log.</summary>
    public static async Task<EvaluationPorts> PortsAsync() => new(
        await Bars.Value, SmallMarket.Calendar, new InMemoryForecastRecord(), Trained, new InMemoryTrialLog());

    /// <summary>An archive of the market's first sessions.</summary>
    public static async Task<InMemoryBarArchive> ArchiveAsync(int sessions)
    {
        var (tape, archive) = (SmallMarket.Tape(), new InMemoryBarArchive());
        foreach (var date in tape.Sessions.Take(sessions))
            await archive.WriteAsync(date, tape.Read(date), CancellationToken.None);
        return archive;
    }
}
