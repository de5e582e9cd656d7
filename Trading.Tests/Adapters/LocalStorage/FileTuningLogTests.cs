using Trading.Adapters.LocalStorage;
using Trading.Core.Evaluation;
using Trading.Core.Evaluation.Tuning;
using Trading.Core.Learning.Evidence;
using Trading.Core.Statistics;
using Trading.Core.Storage;
using Trading.Tests.Core.Storage;

namespace Trading.Tests.Adapters.LocalStorage;

public sealed class FileTuningLogTests : IDisposable
{
    private static readonly LocalDate Day = new(2025, 11, 3);
    private static readonly RecipeLook Look = new("0123456789ab", 0.65, "bars", new RecipeFigures
    {
        First = Day,
        Last = Day.PlusDays(1),
        Sessions = 2,
        Evidence = new EvidencePoint(Day.PlusDays(1), 2, 1.5, 0.5, -0.25, 0, RecipeStanding.Unproven),
        GainOverBase = new SessionMean(0.001, 0.002, 2),
        Signals = new ThresholdRow(0.65, 0, 0, null, null, null, null, null),
        SharpePerSession = null,
    });
    private static readonly HoldOutOpening Opening =
        new("0123456789ab", 0.65, Day, Day.PlusDays(9), Instant.FromUtc(2025, 12, 1, 0, 0));

    private readonly TempFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_added_is_read_again_by_another_log_on_the_same_folder()
    {
        var log = new FileTuningLog(folder.Path);
        await log.AddAsync(Look, Cancel);
        await log.AddAsync(Look with { Recipe = "ba9876543210", Figures = null }, Cancel);
        await log.AddAsync(Opening, Cancel);

        var read = await new FileTuningLog(folder.Path).ReadAsync(Cancel);

        Assert.Equal([Look, Look with { Recipe = "ba9876543210", Figures = null }], read.Looks);
        Assert.Equal([Opening], read.Openings);
    }

    [Fact]
    public async Task A_folder_that_does_not_exist_remembers_nothing()
    {
        var read = await new FileTuningLog(Path.Combine(folder.Path, "none")).ReadAsync(Cancel);
        Assert.Empty(read.Looks);
        Assert.Empty(read.Openings);
    }

    [Fact]
    public async Task A_damaged_look_is_forgotten_and_a_damaged_opening_is_an_error()
    {
        var log = new FileTuningLog(folder.Path);
        await log.AddAsync(Look, Cancel);
        await log.AddAsync(Opening, Cancel);
        await File.AppendAllTextAsync(Path.Combine(folder.Path, "looks.jsonl"), "{\"recipe\":", Cancel);
        Assert.Equal([Look], (await log.ReadAsync(Cancel)).Looks);

        await File.AppendAllTextAsync(Path.Combine(folder.Path, "hold-outs.jsonl"), "{\"recipe\":", Cancel);
        await Assert.ThrowsAsync<StorageException>(() => log.ReadAsync(Cancel));
    }

    public void Dispose() => folder.Dispose();
}
