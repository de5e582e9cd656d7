using Trading.Core.Events;
using Trading.Core.Execution;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Settings;
using Trading.Core.Storage;

namespace Trading.Core.Training;

/// <summary>The outcome of a training.</summary>
/// <param name="Model">The challenger; null when none could be trained.</param>
/// <param name="Verdict">What the gate said; null when nothing was judged.</param>
/// <param name="Note">What a person should know.</param>
public sealed record TrainingOutcome(ModelArtifact? Model, Verdict? Verdict, string Note);

/// <summary>Trains a challenger on recorded bars, lets the gate judge it against the champion, and stores both outcome and
/// reason.</summary>
public sealed class ChallengerTrainer(TradingPorts ports, TradingSettings settings)
{
    /// <summary>Trains on the window's sessions; the model's id carries <paramref name="trainedAt"/>.</summary>
    public async Task<TrainingOutcome> TrainAsync(SessionWindow window, Instant trainedAt, CancellationToken cancel)
    {
        var archived = (await ports.Archive.GetSessionsAsync(cancel)).ToHashSet();
        if (!window.IsCoveredBy(archived))
        {
            return new TrainingOutcome(null, null,
                $"No model was trained: the archive holds {window.Sessions.Count(s => archived.Contains(s.Date))} of the "
                    + $"{window.Sessions.Count} sessions of the last {settings.Learning.TrainingDays} days, and they must "
                    + $"reach back to {window.Sessions[0].Date:uuuu-MM-dd}.");
        }
        var examples = await ReadExamplesAsync(window, archived, cancel);
        ModelArtifact challenger;
        try
        {
            challenger = ModelTrainer.Train(examples, settings.Learning, settings.Plan, settings.Risk.MinConfidence, trainedAt);
        }
        catch (UntrainableException e)
        {
            return new TrainingOutcome(null, null, $"No model was trained: {e.Message}");
        }

        var (current, etag) = await ports.Models.GetCurrentAsync(cancel);
        var verdict = Judge(challenger, await ChampionAsync(current, cancel), examples);
        var judged = challenger with { Card = challenger.Card with { Verdict = verdict } };
        await ports.Models.SaveAsync(judged, cancel);
        var promoted = verdict.Decision switch
        {
            Decision.Promote => judged.Id,
            Decision.Retire => null,
            _ => current.Promoted,
        };
        ports.Events.Emit(new ModelTrained(trainedAt, judged.Card));
        if (!await ports.Models.TrySetCurrentAsync(
            new CurrentModel(promoted, judged.Id, verdict.Reason, trainedAt), etag, cancel))
            return new TrainingOutcome(
                judged, null, $"{judged.Id} is stored but not in use: another process changed the current model meanwhile.");
        if (verdict.Decision == Decision.Promote) ports.Events.Emit(new ModelPromoted(trainedAt, judged.Card));
        if (verdict.Decision == Decision.Retire && current.Promoted is { } former)
            ports.Events.Emit(new ModelRetired(trainedAt, former, verdict));
        return new TrainingOutcome(judged, verdict, verdict.Reason);
    }

    private async Task<List<Example>> ReadExamplesAsync(
        SessionWindow window, HashSet<LocalDate> archived, CancellationToken cancel)
    {
        var symbols = settings.Symbols.ToHashSet(StringComparer.Ordinal);
        var examples = new List<Example>();
        foreach (var session in window.Sessions.Where(s => archived.Contains(s.Date)))
        {
            foreach (var series in (await ports.Archive.ReadAsync(session.Date, cancel)).Where(s => symbols.Contains(s.Symbol)))
                examples.AddRange(ExampleBuilder.Build(session, series, settings.Plan));
        }
        return examples;
    }

    /// <summary>The champion; null when there is none, or when this program can no longer load it.</summary>
    private async Task<ModelArtifact?> ChampionAsync(CurrentModel current, CancellationToken cancel)
    {
        if (current.Promoted is null) return null;
        try
        {
            return await ports.Models.LoadAsync(current.Promoted, cancel);
        }
        catch (StorageException)
        {
            return null;
        }
    }

    private static Verdict Judge(ModelArtifact challenger, ModelArtifact? champion, IReadOnlyList<Example> examples)
    {
        var split = TimeSplit.Of(examples);
        var known = BaseForecast.Of(split.Training.Concat(split.Calibration));
        using var challenging = Predictor.Load(challenger);
        using var defending = LoadChampion(champion);
        return PromotionGate.Judge([.. split.Judgement.Select(e => new JudgedRow(
            e.Session,
            e.Profit,
            challenging.Predict(e.Features),
            defending is not null && e.Session > champion!.Card.Calibration.Last ? defending.Predict(e.Features) : null,
            known.At(e.MinutesToExit)))]);
    }

    private static Predictor? LoadChampion(ModelArtifact? champion)
    {
        try
        {
            return champion is null ? null : Predictor.Load(champion);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            return null;
        }
    }
}
