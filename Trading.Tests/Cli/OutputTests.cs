using Microsoft.Extensions.Logging;
using Spectre.Console;
using Trading.Cli.Output;

namespace Trading.Tests.Cli;

public class OutputTests
{
    private static readonly Page Sample = new(
        "Title [of it]",
        new Sentence("A [sentence].", Tone.Bad),
        new Facts(new Fact("net P&L", "−$4.20", Tone.Bad), new Fact("Sharpe ratio", "–")),
        new Listing("things", [Column.Name("name"), Column.Figure("count")], [["[a]", "7"], ["longer", "1,234"]]));

    [Fact]
    public void Plain_output_is_lines_of_names_and_values_and_aligned_columns_in_ascii()
    {
        using var stdout = new StringWriter();

        new PlainOutput(stdout).Show(Sample, new { });

        Assert.Equal(
            """
            Title [of it]
            A [sentence].
            net P&L: -$4.20
            Sharpe ratio: -
            things:
            name    count
            [a]         7
            longer  1,234

            """,
            stdout.ToString());
    }

    [Theory]
    [InlineData(ColorSystemSupport.TrueColor, true)]
    [InlineData(ColorSystemSupport.NoColors, false)]
    public void A_terminal_shows_the_same_and_uses_colour_only_where_it_may(ColorSystemSupport colours, bool coloured)
    {
        using var stdout = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            ColorSystem = colours,
            Out = new AnsiConsoleOutput(stdout),
        });

        new TerminalOutput(console).Show(Sample, new { });

        var shown = stdout.ToString();
        Assert.All(["Title [of it]", "A [sentence].", "net P&L", "−$4.20", "[a]", "1,234"], text =>
            Assert.Contains(text, shown, StringComparison.Ordinal));
        Assert.Equal(
            coloured, shown.Contains("\u001b[38;", StringComparison.Ordinal)
            || shown.Contains("\u001b[31m", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Off_a_terminal_progress_is_one_line_a_phase()
    {
        using var stderr = new StringWriter();

        var result = await new ProgressDisplay(stderr, terminal: null).RunAsync(progress =>
        {
            for (var i = 0; i < 3; i++) progress.Report(new("learning", i, 3));
            progress.Report(new("trading", 0, 0));
            return Task.FromResult(42);
        });

        Assert.Equal(42, result);
        Assert.Equal("learning (3) ...\ntrading ...\n", stderr.ToString());
    }

    [Fact]
    public async Task On_a_terminal_progress_is_a_bar()
    {
        using var stderr = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            Out = new AnsiConsoleOutput(stderr),
        });

        await new ProgressDisplay(stderr, console).RunAsync(async progress =>
        {
            progress.Report(new("learning", 1, 2));
            await Task.Delay(300, TestContext.Current.CancellationToken);
            progress.Report(new("trading", 0, 2));
            return 0;
        });

        Assert.Contains("learning", stderr.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("learning (2) ...", stderr.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_fault_of_the_program_is_one_sentence_without_a_stack_trace()
    {
        var (sentence, exitCode) = FailureSentence.Of(
            new InvalidOperationException("Sequence contains no elements"), cancelled: false);

        Assert.Equal(Trading.Cli.ExitCode.Failed, exitCode);
        Assert.Equal(
            "This is a fault of the program itself; please report it: InvalidOperationException: Sequence contains no elements",
            sentence);
    }

    [Theory]
    [InlineData("No such day.")]
    public void The_name_of_a_parameter_is_kept_from_whoever_typed_a_command(string said) =>
        Assert.Equal(said, FailureSentence.Of(new ArgumentException(said, nameof(said)), cancelled: false).Sentence);

    [Fact]
    public void Text_from_outside_acts_on_no_terminal_file_or_log()
    {
        const string Evil = "a\u001b[2J\r\nHALTED: no\u0007\u009b31m\u202e\u2028[red]\u0000\ud800";
        const string Shown = "a\\u001b[2J HALTED: no\\u0007\\u009b31m\\u202e [red]\\u0000\\ud800";
        var page = new Page(
            Evil, new Sentence(Evil), new Facts(new Fact(Evil, Evil)), new Listing(Evil, [Column.Name(Evil)], [[Evil]]));
        using var plain = new StringWriter();
        new PlainOutput(plain).Show(page, new { });
        new PlainOutput(plain).Tell(new Sentence(Evil), new { });
        Assert.Equal(8, plain.ToString().Split(Shown).Length - 1);
        Assert.Equal(7, plain.ToString().TrimEnd().Split(Environment.NewLine).Length);

        using var drawn = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(drawn),
        });
        console.Profile.Width = 500;
        new TerminalOutput(console).Show(page, new { });
        new TerminalOutput(console).Tell(new Sentence(Evil), new { });
        Assert.Equal(8, drawn.ToString().Split(Shown).Length - 1);

        using var json = new StringWriter();
        new JsonOutput(json).Show(page, new { text = Evil });
        new JsonOutput(json).Tell(new Sentence(Evil), new { text = Evil });
        using var log = new StringWriter();
        using (var logs = LineLogger.To(log, SystemClock.Instance))
            logs.CreateLogger("x").Log(LogLevel.Information, default, Evil, null, (text, _) => text);
        Assert.Single(log.ToString().TrimEnd().Split(Environment.NewLine));
        using var stderr = new StringWriter();
        new FailureOutput(stderr, stderr, asJson: true).Tell(Evil, 1);
        foreach (var told in (StringWriter[])[plain, drawn, json, log, stderr])
        {
            Assert.DoesNotContain(
                told.ToString(), c => (char.IsControl(c) && c is not ('\n' or '\r')) || c is '\u202e' or '\u2028');
        }
    }

    [Fact]
    public void A_failure_does_not_repeat_a_wrong_value_of_any_length()
    {
        using var stderr = new StringWriter();
        new FailureOutput(TextWriter.Null, stderr, asJson: false).Tell($"Could not find '/{new string('x', 5000)}'; look.", 1);
        Assert.InRange(stderr.ToString().Length, 100, 300);
        Assert.EndsWith("look.", stderr.ToString().TrimEnd(), StringComparison.Ordinal);
    }
}
