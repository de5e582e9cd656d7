using Trading.Adapters.Notifications;
using Trading.Core.Events;
using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Storage;

namespace Trading.Adapters.Hosting;

/// <summary>The result of turning the switch.</summary>
/// <param name="IsDone">Whether it stands in the journal now.</param>
/// <param name="Text">A sentence.</param>
/// <param name="Halt">The halt that stands now; null when there is none, or when it is not known.</param>
public sealed record SwitchAnswer(bool IsDone, string Text, Halt? Halt);

/// <summary>
/// Halts and resumes trading. It needs the journal alone, so that it works while the exchange does not answer or a setting is
/// wrong; when the journal does not answer, a halt that is to sell everything sells at once.
/// </summary>
/// <param name="host">The host whose trading is halted.</param>
/// <param name="notifier">Tells people; null for no notifications.</param>
public sealed class HaltSwitch(TradingHost host, Notifier? notifier = null)
{
    /// <summary>Stops entries from the next scan on; with <paramref name="flatten"/> that scan also sells everything.</summary>
    /// <param name="flatten">Whether everything held is to be sold.</param>
    /// <param name="reason">The person's words; may be empty.</param>
    /// <param name="cancel">Cancels before it is written.</param>
    public async Task<SwitchAnswer> HaltAsync(bool flatten, string reason, CancellationToken cancel)
    {
        var answer = await TurnAsync(async journal =>
        {
            var now = Clock.GetCurrentInstant();
            var halt = await journal.HaltAsync(now, flatten, reason, cancel);
            Events.Emit(new Halted(now, halt));
            var sale = halt.Flatten ? ", and the next scan sells everything that is held" : "";
            var gap = await journal.FindHaltGapAsync(cancel) is { } e
                ? $" It could be written in one of its two places only: {e.Message}"
                : "";
            return new SwitchAnswer(true, $"Halted: nothing is bought{sale}.{NoJobs}{gap}", halt);
        });
        if (!answer.IsDone && flatten && host.Ports is { } ports)
            answer = answer with { Text = $"Not halted: {answer.Text} {await SellAsync(ports, cancel)}" };
        // The instance may be frozen once this is answered.
        if (notifier is not null) await notifier.FlushAsync();
        return answer;
    }

    private static async Task<string> SellAsync(TradingPorts ports, CancellationToken cancel)
    {
        try
        {
            var now = ports.Clock.GetCurrentInstant();
            if (ports.Calendar.SessionOn(now.InNewYork().Date) is not { } session || !session.Contains(now))
                return "The market is closed, so nothing could be sold.";
            var account = await new AccountReconciler(ports).ReconcileAsync(cancel);
            var sold = await new AccountFlattener(ports).RunAsync(
                account.View, OrderPurpose.Flatten, session, now.FloorToMinute(), cancel);
            return string.Join(
                ' ', sold.Errors.Prepend($"Positions that are being sold: {sold.Closing} of {account.View.Positions.Count}."));
        }
        catch (BrokerUnavailableException e)
        {
            return $"Nothing could be sold: {e.Message}";
        }
    }

    /// <summary>Lifts the halt that stands.</summary>
    /// <param name="cancel">Cancels before it is written.</param>
    public async Task<SwitchAnswer> ResumeAsync(CancellationToken cancel)
    {
        var answer = await LiftAsync(cancel);
        if (notifier is not null) await notifier.FlushAsync();
        return answer;
    }

    private Task<SwitchAnswer> LiftAsync(CancellationToken cancel) => TurnAsync(async journal =>
    {
        var (isLifted, before) = await journal.ResumeAsync(cancel);
        if (isLifted && before is not null) Events.Emit(new Resumed(Clock.GetCurrentInstant(), before));
        return isLifted
            ? new SwitchAnswer(
                true, before is null ? "There was no halt." : "The halt is lifted; a proven model may buy again.", null)
            : new SwitchAnswer(
                false, "The halt was changed at the same moment, so it stands: see what it says, then resume again.", null);
    });

    private ITradingEvents Events => host.Ports?.Events ?? host.Events;

    private IClock Clock => host.Ports?.Clock ?? SystemClock.Instance;

    private string NoJobs => host.Ports is not null ? ""
        : $" No job runs, and nothing is sold, before the settings are right: {string.Join(' ', host.Errors)}";

    private async Task<SwitchAnswer> TurnAsync(Func<ITradingJournal, Task<SwitchAnswer>> turn)
    {
        try
        {
            return host.Journal is { } journal ? await turn(journal)
                : new SwitchAnswer(false, string.Join(' ', host.Errors), null);
        }
        catch (StorageException e)
        {
            return new SwitchAnswer(false, e.Message, null);
        }
    }
}
