using System.Diagnostics;
using Trading.Core.Events;
using Trading.Core.Execution;
using Trading.Core.Features;
using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;
using Trading.Core.Learning.Rows;
using Trading.Core.Market;
using Trading.Core.Settings;
using Trading.Core.Storage;

namespace Trading.Core.Training;

/// <summary>The outcome of a night's learning.</summary>
/// <param name="Model">The night's model; null when none could be trained.</param>
/// <param name="Verdict">What was decided; null when nothing was.</param>
/// <param name="Note">What a person should know.</param>
public sealed record TrainingOutcome(ModelArtifact? Model, Verdict? Verdict, string Note)
{
    /// <summary>How old the archive was, when it was too old for its model to trade; null when it was not.</summary>
    public OldBars? OldBars { get; init; }
}

/// <summary>
/// A night's learning: extends the recipe's out-of-sample record, judges the recipe by it, trains the model of the next session,
/// and stores both. From an archive that ends long before the night it learns all the same, but decides nothing: the model is
/// stored, and takes no other's place. Not safe for concurrent use.
/// </summary>
public sealed class RecipeLearner
{
    /// <summary>How many sessions an archive may lag behind the exchange for its model to be put to use: a week.</summary>
    public const int MostSessionsBehind = 5;

    private readonly TradingPorts ports;
    private readonly TradingSettings settings;
    private readonly Recipe recipe;
    private readonly NightTrainer trainer;
    private readonly RecordBuilder builder;
    private RecordReplay? replay;

    /// <summary>Prepares learning by these settings.</summary>
    /// <param name="ports">Archive, record, registry and events.</param>
    /// <param name="settings">The recipe and the threshold of signals.</param>
    public RecipeLearner(TradingPorts ports, TradingSettings settings)
    {
        this.ports = ports;
        this.settings = settings;
        recipe = settings.Recipe;
        trainer = new NightTrainer(recipe, ports.ModelCache);
        builder = new RecordBuilder(
            recipe, ports.Calendar, SessionUniverses.RowsOf(ports.Archive, ports.Calendar, recipe), trainer, ports.Record,
            Environment.ProcessorCount);
    }

    /// <summary>Learns on the night of the window's last session; the model's id carries <paramref name="trainedAt"/>.</summary>
    /// <param name="window">The sessions to learn from.</param>
    /// <param name="trainedAt">The moment of the night.</param>
    /// <param name="progress">Told of each session that is added to the record; null when nothing is to be told.</param>
    /// <param name="cancel">Stops the learning; what was added to the record stays.</param>
    public async Task<TrainingOutcome> LearnAsync(
        SessionWindow window, Instant trainedAt, IProgress<RecordProgress>? progress, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        var wasRetired = false;
        var archived = await ports.Archive.GetSessionsAsync(cancel);
        if (!window.IsCoveredBy([.. archived]))
        {
            return new TrainingOutcome(null, null,
                $"No model was trained: the archive holds {window.Sessions.Count(s => archived.Contains(s.Date))} of the "
                    + $"{window.Sessions.Count} sessions of the last {settings.Learning.TrainingDays} days, and they must "
                    + $"reach back to {window.Sessions[0].Date:uuuu-MM-dd}.");
        }
        var (current, etag) = await ports.Models.GetCurrentAsync(cancel);
        var last = window.Sessions[^1].Date;
        var newest = archived.Last(date => date <= last);
        var behind = ports.Calendar.SessionsBetween(newest.PlusDays(1), ports.Calendar.LastClosed(trainedAt).Date).Count();
        var isOld = behind > MostSessionsBehind;
        var begun = RecipeStarts.With(
            current, recipe.Id, settings.Risk.MinConfidence, FirstOfRecord(archived, last), await ports.Trials.ReadAsync(cancel));
        var start = begun.Single(s => s.Recipe == recipe.Id && s.MinConfidence.Equals(settings.Risk.MinConfidence));
        replay ??= new RecordReplay(() => RecordReplay.NewJudge(settings, start.RecipesTried));
        var record = await builder.ExtendAsync(archived, start.From, last, progress, cancel);
        var judged = await replay.ReplayAsync(record, session => builder.ReadAsync(session, cancel));
        var evidence = replay.Judge.Evidence;
        var standing = new RecipeEvidence(recipe.Id, start.From, evidence)
        {
            MinConfidence = settings.Risk.MinConfidence,
            Begun = begun,
        };
        if (!isOld && current.Promoted is { } champion && evidence?.Standing != RecipeStanding.Proven)
        {
            // What is refuted stops trading, whatever becomes of the rest of the night.
            current = new CurrentModel(null, current.Newest, EvidenceText.Of(evidence), trainedAt)
            {
                Previous = champion,
                Evidence = standing,
            };
            if (!await ports.Models.TrySetCurrentAsync(current, etag, cancel))
                return new TrainingOutcome(null, null, "Another process changed the current model meanwhile.");
            ports.Events.Emit(new ModelRetired(trainedAt, champion, new Verdict(Decision.Retire, EvidenceText.Of(evidence))));
            wasRetired = true;
            (current, etag) = await ports.Models.GetCurrentAsync(cancel);
        }
        LearnedModel learned;
        IReadOnlyList<LabelledRows> rows;
        try
        {
            rows = await builder.WindowAsync(window.Sessions.Select(s => s.Date).Where(archived.Contains), cancel);
            learned = trainer.ModelOf(rows);
        }
        catch (UntrainableException e)
        {
            return new TrainingOutcome(null, null, $"No model was trained: {e.Message}");
        }
        var isProven = evidence?.Standing == RecipeStanding.Proven;
        var decision = wasRetired ? Decision.Retire
            : isProven && current.Promoted is null && !isOld ? Decision.Promote
            : Decision.Keep;
        var verdict = new Verdict(decision, EvidenceText.Of(evidence));
        var model = ArtifactOf(learned, rows, judged, verdict, trainedAt, Stopwatch.GetElapsedTime(started).TotalSeconds);
        await ports.Models.SaveAsync(model, cancel);
        ports.Events.Emit(new ModelTrained(trainedAt, model.Card));
        if (isOld) return await StoredAsync(model, new OldBars(model.Id, newest, behind), standing, current, etag, cancel);
        var next = new CurrentModel(isProven ? model.Id : null, model.Id, verdict.Reason, trainedAt)
        {
            Previous = model.Id == current.Newest ? current.Previous : current.Promoted ?? current.Newest,
            Evidence = standing,
        };
        if (!await ports.Models.TrySetCurrentAsync(next, etag, cancel))
            return new TrainingOutcome(
                model, null, $"{model.Id} is stored but not in use: another process changed the current model meanwhile.");
        if (verdict.Decision == Decision.Promote) ports.Events.Emit(new ModelPromoted(trainedAt, model.Card));
        return new TrainingOutcome(model, verdict, verdict.Reason);
    }

    // A book without a model gets this one to be asked, marked so that it never trades; another model keeps its place.
    private async Task<TrainingOutcome> StoredAsync(
        ModelArtifact model, OldBars old, RecipeEvidence standing, CurrentModel current, string etag, CancellationToken cancel)
    {
        if (current.Newest is null || current.OldBars?.ModelId == current.Newest)
        {
            var next = new CurrentModel(null, model.Id, EvidenceText.Of(standing.Last), model.Card.TrainedAt)
            {
                Evidence = standing,
                OldBars = old,
            };
            await ports.Models.TrySetCurrentAsync(next, etag, cancel);
        }
        return new TrainingOutcome(model, null, StandingText.Of(new StandingReason.LearnedFromOldBars(old))) { OldBars = old };
    }

    // Evidence whose beginning moved from night to night could not be looked at every night; it is chosen once.
    private LocalDate FirstOfRecord(IReadOnlyList<LocalDate> archived, LocalDate last)
    {
        var earliest = last.PlusDays(1 - settings.Learning.EvidenceDays);
        return archived[0] > earliest ? archived[0] : earliest;
    }

    private ModelArtifact ArtifactOf(
        LearnedModel learned, IReadOnlyList<LabelledRows> rows, IReadOnlyList<JudgedSession> judged, Verdict verdict,
        Instant trainedAt, double seconds)
    {
        var bytes = learned.ToBytes();
        var trained = TrainingRows.Of(rows, recipe);
        var evaluation = RecordEvaluation.Of(judged, settings.Risk.MinConfidence);
        return new ModelArtifact(bytes, new ModelCard
        {
            FormatVersion = ModelFormat.Version,
            Id = ModelId.Of(trainedAt, bytes),
            TrainedAt = trainedAt,
            Recipe = recipe.Id,
            ModelType = recipe.ModelType,
            SchemaVersion = FeatureSchema.Version,
            Features = FeatureSchema.Names,
            Symbols = [.. rows.SelectMany(r => r.Symbols).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            Label = recipe.Plan,
            Seed = recipe.Seed,
            Training = trained.Block,
            Calibration = replay!.Judge.Calibration,
            Judgement = evaluation?.Block,
            Judged = evaluation?.Figures,
            Evidence = replay!.Judge.Evidence,
            EvidenceHistory = replay!.History,
            Importance = trained.ImportanceIn(learned),
            Verdict = verdict,
            Seconds = seconds,
        });
    }
}
