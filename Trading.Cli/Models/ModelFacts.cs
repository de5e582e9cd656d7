using Trading.Cli.Output;
using Trading.Core.Learning;
using Trading.Core.Training;
using Trading.Reporting;

namespace Trading.Cli.Models;

/// <summary>What a model's card says, as facts of a page.</summary>
internal static class ModelFacts
{
    /// <summary>What it was made of.</summary>
    public static IEnumerable<Fact> Origin(ModelCard card) =>
    [
        new("trainer", FigureText.Words($"{card.ModelType}")),
        new("recipe", card.Recipe.Length > 0 ? card.Recipe : "unknown: an older program trained it"),
        new("symbols", FigureText.Names(card.Symbols)),
        new("trained on", Block(card.Training)),
    ];

    /// <summary>The trade that it forecasts.</summary>
    public static Fact Trade(ModelCard card)
    {
        var plan = card.Label;
        var until = plan.Horizon is { } horizon ? $"for {horizon.TotalMinutes:0} minutes at most" : "until the day's exit";
        return new Fact("forecasts",
            $"stop {FigureText.Percent((double)plan.StopLoss)}, target {FigureText.Percent((double)plan.TakeProfit)}, held "
                + $"{until}, costs {FigureText.Number((double)plan.CostBps, 1)} basis points a side");
    }

    /// <summary>How models of its recipe did on sessions that they had not seen; nothing before the first.</summary>
    public static IEnumerable<Fact> Record(ModelCard card) =>
        card is { Judged: { } judged, Judgement: { } block } ? [new("judged on", Block(block)), .. Figures(judged)] : [];

    /// <summary>An evaluation's figures.</summary>
    public static IEnumerable<Fact> Figures(Evaluation judged) =>
    [
        new("accuracy", $"{FigureText.Percent(judged.Accuracy)} (majority class {FigureText.Percent(judged.MajorityClass)})"),
        new("AUC", FigureText.Number(judged.Auc, 3)),
        new("log-loss", $"{FigureText.Number(judged.LogLoss, 4)} (base forecast {FigureText.Number(judged.BaseLogLoss, 4)})"),
        new("Brier", $"{FigureText.Number(judged.Brier, 4)} (base forecast {FigureText.Number(judged.BaseBrier, 4)})"),
        new("confidence", judged.Signals.Count == 0
            ? $"no signal at or above {FigureText.Number(judged.Signals.Threshold, 2)}"
            : $"claimed {FigureText.Percent(judged.Signals.Claimed)}, came true {FigureText.Percent(judged.Signals.Actual)} of "
                + $"{FigureText.Counted(judged.Signals.Count, "signal")} at or above "
                + $"{FigureText.Number(judged.Signals.Threshold, 2)}, net "
                + $"{FigureText.Number(judged.Signals.MeanNetReturn * 10_000, 1, withPlus: true)} basis points each"),
    ];

    /// <summary>What is proved of its recipe, as it stood in the night of its training.</summary>
    public static Fact Evidence(ModelCard card) => new("evidence", EvidenceText.Of(card.Evidence));

    private static string Block(DataBlock block) =>
        $"{FigureText.Counted(block.Sessions, "session")}, {FigureText.Date(block.First)} to {FigureText.Date(block.Last)}, "
            + $"{FigureText.Counted(block.Rows, "row")}, {FigureText.Percent(block.BaseRate)} with a profit";
}
