using Trading.Adapters.BookIdentity;
using Trading.Adapters.LocalStorage;
using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;
using Trading.Core.Market;
using Trading.Core.Risk;
using Trading.Core.Storage;
using Trading.Core.Universe;
using Trading.Tests.Core.Learning;
using Trading.Tests.Core.Storage;
using Trading.Tests.Reporting;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Cli.Screens;

/// <summary>A small data folder, always the same: a demo book with trades, predictions, models, jobs and bars, and a simulator's
/// book with one session.</summary>
internal static class SampleFolder
{
    public const string Newest = "20251104T010000Z-77ab19c4d0e2";
    public const string Before = "20251103T010000Z-3f9a0c52be17";
    private const string Id = "20251002T010000Z-90be14aa7c5d";

    public static async Task FillAsync(DataFolder folder, CancellationToken cancel)
    {
        LocalDate[] recorded = [.. SmallMarket.Tape().Sessions.Take(4)];
        var archive = new ParquetBarArchive(folder.BarsOf(Book.Demo));
        foreach (var date in recorded) await archive.WriteAsync(date, SmallMarket.Tape().Read(date), cancel);
        await FillModelsAsync(new FolderModelRegistry(folder.Book(Book.Demo).Models), recorded, cancel);
        using (var journal = LocalJournal.Of(folder.Book(Book.Demo), null)) await FillAsync(journal, cancel);
        using (var journal = LocalJournal.Of(folder.Book(Book.Simulator), null)) await journal.TradeAsync(Rows.Monday, cancel);
    }

    private static async Task FillModelsAsync(FolderModelRegistry models, LocalDate[] recorded, CancellationToken cancel)
    {
        var evidence = SampleCards.Evidence[^1] with { OverBase = 2.53, OverTrivial = 2.77, Standing = RecipeStanding.Unproven };
        foreach (var (id, day) in new[] { (Id, recorded[0]), (Before, recorded[0]), (Newest, recorded[1]) })
        {
            var made = HandMadeModel.Of(id, day, logits: 0.4, trust: id == Newest ? 1 : 0.5);
            var judged = SampleCards.Card(id, made.Card.TrainedAt, 0.6612, new(Decision.Keep, "Unproven."));
            await models.SaveAsync(
                made with
                {
                    Card = made.Card with
                    {
                        Judged = judged.Judged,
                        Judgement = made.Card.Training,
                        Verdict = judged.Verdict,
                        Evidence = evidence,
                    },
                },
                cancel);
        }
        var current = new CurrentModel(null, Newest, "Not proven.", ExchangeTime.At(Rows.Tuesday, new LocalTime(20, 0)))
        {
            Previous = Before,
            Evidence = new RecipeEvidence("recipe", recorded[0], evidence),
        };
        Assert.True(await models.TrySetCurrentAsync(current, (await models.GetCurrentAsync(cancel)).ETag, cancel));
    }

    private static async Task FillAsync(GuardedJournal journal, CancellationToken cancel)
    {
        foreach (var trade in SampleResults.Normal(2).Trades) await journal.SaveTradeAsync(trade, cancel);
        foreach (var session in new[] { Rows.Monday, Rows.Tuesday })
        {
            var reasons = Enum.GetValues<ReasonCode>();
            await journal.SavePredictionsAsync(
                session,
                [
                    .. Enumerable.Range(0, reasons.Length).Select(i => new PredictionRow(
                        session, i % 2 == 0 ? "AAPL" : "BRK.B", Rows.Minute(session, 60 + i), Newest, 0.4f + (0.02f * i), 7,
                        reasons[i], i % 3 == 0 ? null : i % 3 == 1, i % 3 == 0 ? null : 0.0123 - (0.001 * i))),
                ],
                cancel);
            await journal.SavePerformanceAsync(Rows.AnEvening(session), cancel);
            await journal.TryAddUniverseAsync(
                new UniverseChoice(
                    session, Rows.Minute(session, 30), "", 7_214,
                    [
                        new("NVDA", 1, 187.62, 31_204_500_000, 0.0312, 2.4, 3.1), new("BRK.B", 2, 492.10, 2_104_000_000),
                        new("F", 3, 12.345, 804_000_000, -0.0123, -1.1, 0.9),
                    ],
                    new Dictionary<UniverseExclusion, int> { [UniverseExclusion.TooLittleHistory] = 1_204 }),
                cancel);
            var at = Rows.Minute(session, 380);
            await journal.TryStartJobAsync(
                Rows.AJob(session, JobKind.Rebalance) with { FinishedAt = at, Result = new RebalanceResult(2, 1, 1) }, cancel);
            await journal.TryStartJobAsync(
                Rows.AJob(session, new JobKey(JobKind.MinuteScan, new LocalTime(15, 50)), 380) with
                {
                    FinishedAt = at,
                    Note = "AAPL is not ours to trade: half a share is held, so that it is left alone and "
                        + "blocks entries.",
                },
                cancel);
        }
    }
}
