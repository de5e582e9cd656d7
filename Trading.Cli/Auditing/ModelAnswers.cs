using Trading.Cli.Connecting;
using Trading.Core.Market;
using Trading.Core.Risk;
using Trading.Core.Settings;
using Trading.Core.Training;
using Trading.Simulation.Auditing;

namespace Trading.Cli.Auditing;

/// <summary>Asks the model in use and the entry rules about rows, as <c>trading predict</c> does.</summary>
internal sealed class ModelAnswers : IDisposable
{
    private readonly ModelInUse inUse;
    private readonly UsableModel? model;
    private readonly EntryPolicy policy;

    private ModelAnswers(ModelInUse inUse, UsableModel? model, TradingSettings settings)
    {
        this.inUse = inUse;
        this.model = model;
        policy = new EntryPolicy(settings.Risk, settings.Plan, settings.Schedule.NoEntryBeforeClose);
    }

    /// <summary>Id of the model; null when none is in use.</summary>
    public string? Model => model?.Id;

    /// <summary>Answers about a row; null when no model is in use.</summary>
    public Func<Session, DecisionRow, ModelAnswer>? Answer => model is null ? null : Ask;

    /// <summary>Loads the model that a book uses.</summary>
    public static async Task<ModelAnswers> LoadAsync(OpenBook book, TradingSettings settings, CancellationToken cancel)
    {
        var inUse = new ModelInUse(book.Models, settings.Learning.Promotion, book.Mode, await book.OwnClockAsync(cancel));
        return new ModelAnswers(inUse, (await inUse.GetAsync(cancel)).Model, settings);
    }

    /// <inheritdoc/>
    public void Dispose() => inUse.Dispose();

    private ModelAnswer Ask(Session session, DecisionRow row)
    {
        var probability = model!.Predictor.Predict(row.Features);
        var candidate = new EntryCandidate(row.Symbol, probability, row.Price!.Value);
        var context = new EntryContext { Session = session, Minute = row.Minute, Standing = model.Standing };
        return new ModelAnswer(
            probability, policy.Refusal(EntryStages.Preview, candidate, context) ?? ReasonCode.Entered);
    }
}
