using System.CommandLine;
using Trading.Cli.Auditing;
using Trading.Cli.Backtesting;
using Trading.Cli.Checking;
using Trading.Cli.Collecting;
using Trading.Cli.Completing;
using Trading.Cli.Evaluating;
using Trading.Cli.Halting;
using Trading.Cli.Importing;
using Trading.Cli.Input;
using Trading.Cli.Models;
using Trading.Cli.Notifying;
using Trading.Cli.Predicting;
using Trading.Cli.Reading;
using Trading.Cli.Restoring;
using Trading.Cli.Running;
using Trading.Cli.Simulating;
using Trading.Cli.Status;
using Trading.Cli.Training;

namespace Trading.Cli;

/// <summary>Builds the program's command tree.</summary>
internal static class RootCommandBuilder
{
    /// <summary>Creates the root command with all commands, in the order in which help lists them.</summary>
    public static RootCommand Build(CommandHost host)
    {
        var root = new RootCommand(
            "Trading: learns from one-minute bars, proves or refuses its models, and trades only what was proved. Start with "
            + "'trading demo'.")
        {
            DemoCommand.Create(host),
            SimulateCommand.Create(host),
            CheckCommand.Create(host),
            DoctorCommand.Create(host),
            CollectCommand.Create(host),
            ImportCommand.Create(host),
            TrainCommand.Create(host),
            PredictCommand.Create(host),
            ExplainCommand.Create(host),
            RunCommand.Create(host),
            HaltCommand.Create(host),
            ResumeCommand.Create(host),
            BackupCommand.Create(host),
            RestoreCommand.Create(host),
            NotifyCommand.Create(host),
            BacktestCommand.Create(host),
            EvaluateCommand.Create(host),
            TuneCommand.Create(host),
            AuditCommand.Create(host),
            DashboardCommand.Create(host),
            StatusCommand.Create(host),
            TradesCommand.Create(host),
            PredictionsCommand.Create(host),
            UniverseCommand.Create(host),
            ModelsCommand.Create(host),
            PerformanceCommand.Create(host),
            SettingsCommand.Create(host),
            CompletionCommand.Create(host),
        };
        root.HelpName = "trading";
        host.Globals.AddTo(root);
        Suggestions.AddTo(root, host.Globals);
        root.Options.OfType<VersionOption>().Single().Action = new VersionAction(host.Globals.Json);
        return root;
    }
}
