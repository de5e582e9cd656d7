using Spectre.Console;
using Trading.Core.Text;

namespace Trading.Cli.Output;

/// <summary>How far some work is.</summary>
/// <param name="Phase">What is being done.</param>
/// <param name="Done">How much of it is done.</param>
/// <param name="Total">How much there is; 0 when that is not known.</param>
internal readonly record struct ProgressStep(string Phase, int Done, int Total)
{
    /// <summary>What else there is to say of it at this moment; null for nothing.</summary>
    public string? Detail { get; init; }
}

/// <summary>Shows progress on stderr: a bar on a terminal, one line a phase elsewhere.</summary>
/// <param name="stderr">Where the lines go.</param>
/// <param name="terminal">The terminal behind stderr; null when there is none.</param>
internal sealed class ProgressDisplay(TextWriter stderr, IAnsiConsole? terminal)
{
    /// <summary>Does the work and shows how far it is.</summary>
    public Task<T> RunAsync<T>(Func<IProgress<ProgressStep>, Task<T>> work) =>
        terminal is null ? work(new PhaseLines(stderr)) : terminal.Progress()
            .AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn(), new ProgressBarColumn(), new ElapsedTimeColumn())
            .StartAsync(context => work(new Bars(context)));

    /// <summary>Says a sentence, before or while work is done.</summary>
    public void Tell(string sentence)
    {
        var shown = VisibleText.Sentence(sentence);
        if (terminal is null) stderr.WriteLine(shown);
        else terminal.WriteLine(shown);
    }

    private sealed class PhaseLines(TextWriter stderr) : IProgress<ProgressStep>
    {
        private const int Parts = 10;
        private string phase = "";
        private int part;

        public void Report(ProgressStep value)
        {
            if (value.Phase != phase)
            {
                (phase, part) = (value.Phase, 0);
                var shown = VisibleText.Of(phase);
                stderr.WriteLine(value.Total > 0 ? $"{shown} ({value.Total}) ..." : $"{shown} ...");
            }
            // Where there is more to say, each tenth says it.
            if (value is not { Detail: { } detail, Total: > 0 }) return;
            var now = (int)((long)value.Done * Parts / value.Total);
            if (now <= part) return;
            part = now;
            stderr.WriteLine($"{value.Done} of {value.Total}: {VisibleText.Of(detail)}");
        }
    }

    private sealed class Bars(ProgressContext context) : IProgress<ProgressStep>
    {
        private ProgressTask? task;
        private string phase = "";

        public void Report(ProgressStep value)
        {
            if (task is null || phase != value.Phase)
            {
                if (task is not null) task.Value = task.MaxValue;
                phase = value.Phase;
                task = context.AddTask(Markup.Escape(VisibleText.Of(phase)));
            }
            if (value.Detail is { } detail) task.Description = Markup.Escape(VisibleText.Of($"{phase}: {detail}"));
            task.IsIndeterminate = value.Total == 0;
            if (value.Total == 0) return;
            task.MaxValue = value.Total;
            task.Value = value.Done;
        }
    }
}
