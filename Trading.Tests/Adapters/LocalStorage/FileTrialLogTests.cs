using Trading.Adapters.LocalStorage;
using Trading.Core.Learning.Evidence;
using Trading.Core.Storage;
using Trading.Tests.Core.Storage;

namespace Trading.Tests.Adapters.LocalStorage;

public sealed class FileTrialLogTests : IDisposable
{
    private readonly TempFolder folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private string Home => folder["evaluations"];

    private string File => Path.Combine(Home, "trials.jsonl");

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task A_trial_comes_back_as_it_was_and_no_folder_is_made_by_reading()
    {
        Assert.Equal(0, (await new FileTrialLog(Home).ReadAsync(Cancel)).Count);
        Assert.False(Directory.Exists(Home));

        await new FileTrialLog(Home).AddAsync(Trial("a"), Cancel);
        await new FileTrialLog(Home).AddAsync(Trial("b") with { SharpePerSession = null, Evidence = null }, Cancel);

        Assert.Equal(
            [Trial("a"), Trial("b") with { SharpePerSession = null, Evidence = null }],
            (await new FileTrialLog(Home).ReadAsync(Cancel)).Trials);
        Assert.Equal(2, System.IO.File.ReadAllLines(File).Length);
    }

    [Fact]
    public async Task The_same_recipe_again_replaces_its_line_and_another_threshold_does_not()
    {
        var log = new FileTrialLog(Home);
        await log.AddAsync(Trial("a"), Cancel);
        await log.AddAsync(Trial("b"), Cancel);
        await log.AddAsync(Trial("a") with { MinConfidence = 0.7 }, Cancel);

        var history = await log.AddAsync(Trial("a") with { Sessions = 99 }, Cancel);

        Assert.Equal([("a", 99), ("b", 40), ("a", 40)], history.Trials.Select(trial => (trial.Recipe, trial.Sessions)));
    }

    [Theory]
    [InlineData("{\"recipe\": \"b\", \"minConf")]
    [InlineData("\0\0\0\0")]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task A_damaged_line_is_told_counted_and_never_lost(string damaged)
    {
        var log = new FileTrialLog(Home);
        await log.AddAsync(Trial("a"), Cancel);
        await System.IO.File.AppendAllTextAsync(File, $"{damaged}\n", Cancel);

        var history = await log.AddAsync(Trial("c"), Cancel);

        Assert.Equal((2, 1, 3), (history.Trials.Count, history.Unreadable, history.Count));
        Assert.Equal(damaged, System.IO.File.ReadAllLines(File)[1]);
    }

    [Fact]
    public async Task Of_many_that_write_at_once_none_loses_another_s_trial()
    {
        await Task.WhenAll(Enumerable.Range(0, 16).Select(i =>
            Task.Run(() => new FileTrialLog(Home).AddAsync(Trial($"{i:00}"), Cancel), Cancel)));

        var history = await new FileTrialLog(Home).ReadAsync(Cancel);
        Assert.Equal(Enumerable.Range(0, 16).Select(i => $"{i:00}"), history.Trials.Select(trial => trial.Recipe).Order());
        Assert.Equal([".lock", "trials.jsonl"], Directory.GetFiles(Home).Select(Path.GetFileName).Order());
    }

    private static Trial Trial(string recipe) => new()
    {
        Recipe = recipe,
        MinConfidence = 0.65,
        Description = "LightGbm, 30 days",
        From = new LocalDate(2025, 9, 22),
        To = new LocalDate(2025, 11, 18),
        Sessions = 40,
        SharpePerSession = -0.125,
        Evidence = new EvidencePoint(new LocalDate(2025, 11, 18), 40, 0.5, 1.25, -0.75, 0, RecipeStanding.Unproven),
        At = Instant.FromUtc(2026, 1, 21, 12, 30),
    };
}
