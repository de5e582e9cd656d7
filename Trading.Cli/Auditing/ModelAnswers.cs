using Trading.Cli.Connecting;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Settings;
using Trading.Core.Training;
using Trading.Simulation.Auditing;

namespace Trading.Cli.Auditing;

/// <summary>Asks the model in use and the entry rules about rows, as <c>trading predict</c> does.</summary>
internal sealed class ModelAnswers
{
    private readonly UsableModel? model;
    private readonly TradePlan plan;
    private readonly EntryPolicy policy;

    private ModelAnswers(UsableModel? model, TradingSettings settings)
    {
        this.model = model;
        plan = settings.Plan;
        policy = new EntryPolicy(settings.Risk, plan, settings.Schedule.NoEntryBeforeClose);
    }

    /// <summary>Id of the model; null when none is in use.</summary>
    public string? Model => model?.Id;

    /// <summary>Answers about a row; null when no model is in use.</summary>
    public Func<Session, DecisionRow, ModelAnswer?>? Answer => model is null ? null : Ask;

    /// <summary>Loads the model that a book uses.</summary>
    public static async Task<ModelAnswers> LoadAsync(OpenBook book, TradingSettings settings, CancellationToken cancel)
    {
        var inUse = new ModelInUse(book.Models, settings, book.Mode, await book.OwnClockAsync(cancel));
        return new ModelAnswers((await inUse.GetAsync(cancel)).Model, settings);
    }

    private ModelAnswer? Ask(Session session, DecisionRow row)
    {
        // From the day's exit on nothing can be bought, and the scan does not ask.
        if (row.Minute >= plan.DayExit(session)) return null;
        var minutesToExit = (int)(plan.ExitAt(session, row.Minute) - row.Minute).TotalMinutes;
        var probability = model!.Predictor.Predict(row.Features, minutesToExit).Probability;
        var candidate = new EntryCandidate(row.Symbol, probability, row.Price!.Value);
        var context = new EntryContext { Session = session, Minute = row.Minute, Standing = model.Standing };
        return new ModelAnswer(
            probability, policy.Refusal(EntryStages.Preview, candidate, context) ?? ReasonCode.Entered);
    }
}
