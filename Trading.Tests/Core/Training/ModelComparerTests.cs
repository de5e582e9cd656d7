using Trading.Core.Learning;
using Trading.Core.Learning.Rows;
using Trading.Core.Storage;
using Trading.Core.Training;
using Trading.Tests.Core.Learning;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Core.Training;

public sealed class ModelComparerTests
{
    private static readonly LocalDate[] Sessions = [.. SmallMarket.Tape().Sessions.Take(4)];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Both_are_judged_on_the_sessions_after_the_last_that_either_learned_from()
    {
        var (a, b) = (HandMadeModel.Of("a", Sessions[0]), HandMadeModel.Of("b", Sessions[1], logits: 2, trust: 1));
        var result = await CompareAsync(a, b);
        Assert.Equal(Sessions[2..], result.Sessions);
        Assert.Equal(["FAKEA", "FAKEB"], result.Symbols);
        Assert.Equal(result.First!.Rows, result.Second!.Rows);

        // Model b says 1 / (1 + exp(-2)) of every row, so its figures follow from the labels alone.
        var labels = LabelsOf(Sessions[2..]);
        var p = 1 / (1 + Math.Exp(-2));
        var rate = labels.Average(profit => profit ? 1.0 : 0.0);
        Assert.Equal(labels.Count, result.Second.Rows);
        Assert.Equal(-(rate * Math.Log(p)) - ((1 - rate) * Math.Log(1 - p)), result.Second.LogLoss, 1e-9);
        Assert.Equal((rate * (1 - p) * (1 - p)) + ((1 - rate) * p * p), result.Second.Brier, 1e-9);
        Assert.Equal((labels.Count, rate), (result.Second.Signals.Count, result.Second.Signals.Actual));
        // Model a believes nothing of its score.
        Assert.Equal(result.First.BaseLogLoss, result.First.LogLoss);
    }

    [Fact]
    public async Task What_only_the_calibration_learned_from_is_left_out_too()
    {
        var a = HandMadeModel.Of("a", Sessions[0]);
        var judged = a with
        {
            Card = a.Card with { Judgement = new DataBlock(Sessions[0], Sessions[2], 3, 100, 0.5) },
        };
        Assert.Equal([Sessions[3]], (await CompareAsync(judged, HandMadeModel.Of("b", Sessions[0]))).Sessions);
    }

    [Fact]
    public async Task Without_a_later_session_or_a_common_symbol_there_is_nothing_to_compare()
    {
        var a = HandMadeModel.Of("a", Sessions[0]);
        Assert.Empty((await CompareAsync(a, HandMadeModel.Of("b", Sessions[3]))).Sessions);
        var other = HandMadeModel.Of("b", Sessions[0]);
        var strangers = await CompareAsync(a, other with { Card = other.Card with { Symbols = ["FAKEC"] } });
        Assert.Empty(strangers.Sessions);
        Assert.Null(strangers.First);
    }

    [Fact]
    public async Task Each_is_judged_by_the_trade_of_its_own_label()
    {
        var other = SmallMarket.Settings with { Horizon = Duration.FromMinutes(20) };
        var result = await CompareAsync(
            HandMadeModel.Of("a", Sessions[2]), HandMadeModel.Of("b", Sessions[2], settings: other));
        Assert.NotEqual(result.First!.BaseRate, result.Second!.BaseRate);
    }

    private static async Task<ModelComparison> CompareAsync(ModelArtifact a, ModelArtifact b)
    {
        var archive = new InMemoryBarArchive();
        foreach (var session in Sessions) await archive.WriteAsync(session, SmallMarket.Tape().Read(session), Cancel);
        return await new ModelComparer(archive, SmallMarket.Calendar, 0.65).CompareAsync(a, b, null, Cancel);
    }

    private static List<bool> LabelsOf(IEnumerable<LocalDate> sessions) =>
    [
        .. sessions.SelectMany(date => RowBuilder.Build(
            SmallMarket.Calendar.SessionOn(date)!,
            SmallMarket.Tape().Read(date).Where(series => series.Symbol is "FAKEA" or "FAKEB"),
            SmallMarket.Settings.Plan).Profit),
    ];
}
