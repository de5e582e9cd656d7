using Trading.Adapters.Hosting;
using Trading.Adapters.Notifications;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Output;
using Trading.Cli.Running;
using Trading.Core.Orders;
using Trading.Reporting;

namespace Trading.Cli.Notifying;

/// <summary>The notifier of a command. Its settings come from the environment alone.</summary>
internal static class CliNotifier
{
    /// <summary>The notifier; what is wrong with its settings is in it.</summary>
    /// <param name="context">The command.</param>
    /// <param name="choice">The exchange that the command speaks to.</param>
    /// <param name="tell">Takes a sentence about a service that fails, or works again.</param>
    public static Notifier Of(CommandContext context, ExchangeChoice choice, Action<string> tell) => HostNotifications.Of(
        context.Environment.ToConfiguration(),
        context.Settings,
        ExchangeSelection.Read(context, choice).Mode,
        NotificationText.Of,
        tell,
        TimeProvider.System);

    /// <summary>The notifier of <c>run</c>. What is wrong with its settings is told and ends nothing: after a restart that
    /// no one sees, positions need their scans more than a service its address.</summary>
    public static Notifier OfRun(CommandContext context, ExchangeChoice choice, Action<RunLine> tell)
    {
        var notifier = Of(context, choice, sentence => tell(new RunLine(null, RunEvent.Trouble, sentence, Tone.Caution)));
        foreach (var error in notifier.SettingErrors)
        {
            tell(new RunLine(
                null, RunEvent.Trouble, $"NOTIFICATIONS: {error} Trading goes on without what it says; 'trading notify test' "
                    + "tries the settings.",
                Tone.Bad));
        }
        return notifier;
    }

    /// <summary>The exchange's time, or this machine's before that is known.</summary>
    public static Instant Now(IExchangeClock clock) =>
        clock.IsSynced ? clock.GetCurrentInstant() : SystemClock.Instance.GetCurrentInstant();
}
