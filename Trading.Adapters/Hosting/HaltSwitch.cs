using Trading.Core.Events;
using Trading.Core.Storage;

namespace Trading.Adapters.Hosting;

/// <summary>The result of turning the switch.</summary>
/// <param name="IsDone">Whether it stands in the journal now.</param>
/// <param name="Text">A sentence.</param>
/// <param name="Halt">The halt that stands now; null when there is none, or when it is not known.</param>
public sealed record SwitchAnswer(bool IsDone, string Text, Halt? Halt);

/// <summary>Halts and resumes trading. It needs the journal alone, so that it works while the exchange does not answer.</summary>
public sealed class HaltSwitch(TradingHost host)
{
    /// <summary>Stops entries from the next scan on; with <paramref name="flatten"/> that scan also sells everything.</summary>
    /// <param name="flatten">Whether everything held is to be sold.</param>
    /// <param name="reason">The person's words; may be empty.</param>
    /// <param name="cancel">Cancels before it is written.</param>
    public Task<SwitchAnswer> HaltAsync(bool flatten, string reason, CancellationToken cancel) => TurnAsync(async journal =>
    {
        var now = host.Ports!.Clock.GetCurrentInstant();
        var halt = await journal.HaltAsync(now, flatten, reason, cancel);
        host.Ports.Events.Emit(new Halted(now, halt));
        var sale = halt.Flatten ? ", and the next scan sells everything that is held" : "";
        var gap = await journal.FindHaltGapAsync(cancel) is { } e ? $" It could be written in one of its two places only: {e.Message}"
            : "";
        return new SwitchAnswer(true, $"Halted: nothing is bought{sale}.{gap}", halt);
    });

    /// <summary>Lifts the halt that stands.</summary>
    /// <param name="cancel">Cancels before it is written.</param>
    public Task<SwitchAnswer> ResumeAsync(CancellationToken cancel) => TurnAsync(async journal =>
    {
        var (isLifted, before) = await journal.ResumeAsync(cancel);
        if (isLifted && before is not null) host.Ports!.Events.Emit(new Resumed(host.Ports.Clock.GetCurrentInstant(), before));
        return isLifted
            ? new SwitchAnswer(
                true, before is null ? "There was no halt." : "The halt is lifted; a proven model may buy again.", null)
            : new SwitchAnswer(
                false, "The halt was changed at the same moment, so it stands: see what it says, then resume again.", null);
    });

    private async Task<SwitchAnswer> TurnAsync(Func<ITradingJournal, Task<SwitchAnswer>> turn)
    {
        if (host.Ports is not { } ports) return new SwitchAnswer(false, string.Join(' ', host.Errors), null);
        try
        {
            return await turn(ports.Journal);
        }
        catch (StorageException e)
        {
            return new SwitchAnswer(false, e.Message, null);
        }
    }
}
