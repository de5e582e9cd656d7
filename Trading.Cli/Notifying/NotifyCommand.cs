using System.CommandLine;
using Trading.Adapters.Notifications;
using Trading.Cli.Input;
using Trading.Cli.Output;

namespace Trading.Cli.Notifying;

/// <summary><c>trading notify</c>: the services that are told what happens.</summary>
internal static class NotifyCommand
{
    /// <summary>Creates <c>notify</c> with its subcommand <c>test</c>.</summary>
    public static Command Create(CommandHost host)
    {
        var service = new Option<string?>("--service")
        {
            Description = "The one service to test. [default: each that is configured]",
            HelpName = "NAME",
        };
        var simulator = new SimulatorOption();
        // What is wrong with trading settings keeps nobody from being told.
        var test = host.RunsAnyway(
            new Command("test", "Sends one test message to each configured service, and says whether it arrived.")
            {
                service, simulator.Option,
            },
            (context, cancel) => TestAsync(
                context, simulator.Choice(context.Parsed), context.Parsed.GetValue(service), cancel));
        return new Command("notify", "Tells people what happens: Slack, Discord, Teams, Telegram, ntfy, or a webhook of your own.")
        {
            test,
        };
    }

    private static async Task<int> TestAsync(
        CommandContext context, ExchangeChoice choice, string? only, CancellationToken cancel)
    {
        await using var notifier = CliNotifier.Of(context, choice, _ => { });
        if (only is not null && !notifier.Services.Contains(only, StringComparer.OrdinalIgnoreCase))
            throw new RefusedException(NotThere(only, notifier), ExitCode.WrongUsage);
        if (notifier.Services.Count == 0)
            throw new RefusedException(
                notifier.SettingErrors.Count > 0 ? string.Join(' ', notifier.SettingErrors)
                    : "No service is configured: set one of "
                        + $"{string.Join(", ", NotifySettings.Addresses)} in the environment; see docs/operations.md.",
                ExitCode.WrongUsage);
        var results = await notifier.TestAsync(only, SystemClock.Instance.GetCurrentInstant(), cancel);
        var failed = results.Count(r => r.Reason is not null) + notifier.SettingErrors.Count;
        context.Output.Show(
            new Page(
                "Notifications",
                [
                    new Facts([.. results.Select(r => r.Reason is null
                        ? new Fact(r.Service, "arrived", Tone.Good)
                        : new Fact(r.Service, $"NOT delivered: {r.Reason}", Tone.Bad))]),
                    .. notifier.SettingErrors.Select(error => new Sentence(error, Tone.Bad)),
                ]),
            new
            {
                ok = failed == 0,
                services = results.Select(r => new { r.Service, arrived = r.Reason is null, r.Reason }),
                errors = notifier.SettingErrors,
            });
        return failed == 0 ? ExitCode.Fine : ExitCode.Failed;
    }

    private static string NotThere(string only, Notifier notifier)
    {
        var may = NotifySettings.Services.Contains(only, StringComparer.OrdinalIgnoreCase);
        var what = Core.Text.VisibleText.Beginning(only, 60);
        if (!may) return $"--service is '{what}'; it may be {string.Join(", ", NotifySettings.Services)}.";
        return notifier.SettingErrors.Count > 0
            ? $"{what} is not configured. {string.Join(' ', notifier.SettingErrors)}"
            : $"{what} is not configured; see docs/operations.md for its settings.";
    }
}
