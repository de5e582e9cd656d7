using System.CommandLine;
using System.CommandLine.Help;
using Spectre.Console;
using Trading.Cli.Output;
using Trading.Tests.Infra;

namespace Trading.Tests.Cli.Screens;

/// <summary>
/// The screens of all commands, as a terminal of 80, 100 and 160 columns shows them, with and without colour, and as a pipe gets
/// them. <c>TRADING_WRITE_SCREENS=1</c> writes the files anew; look at them before they are committed.
/// </summary>
public sealed class ScreenTests
{
    private const string Folder = "Trading.Tests/Cli/Screens";
    private const int Narrow = 80;
    private static readonly int[] Widths = [Narrow, 100, 160];

    [Fact]
    public async Task Every_command_shows_what_its_file_holds()
    {
        var folder = Path.Combine(Repository.Root, Folder);
        var screens = (await ScreenPages.All.Value).ToDictionary(s => $"{s.Name}.txt", File, StringComparer.Ordinal);
        if (Environment.GetEnvironmentVariable("TRADING_WRITE_SCREENS") == "1")
        {
            foreach (var old in Directory.EnumerateFiles(folder, "*.txt")) System.IO.File.Delete(old);
            foreach (var (name, text) in screens) await System.IO.File.WriteAllTextAsync(
                Path.Combine(folder, name), text, TestContext.Current.CancellationToken);
        }
        Assert.Equal(screens.Keys.Order(), Directory.EnumerateFiles(folder, "*.txt").Select(Path.GetFileName).Order()!);
        Assert.All(screens, screen => Assert.Equal(
            System.IO.File.ReadAllText(Path.Combine(folder, screen.Key)).ReplaceLineEndings("\n"), screen.Value));
    }

    [Fact]
    public async Task Every_command_of_the_tree_has_a_screen()
    {
        var names = (await ScreenPages.All.Value).Select(s => s.Name).ToHashSet(StringComparer.Ordinal);
        // Those whose answer is no page: a server's address, a script, what 'notify' sends, and what needs an exchange.
        string[] others = ["audit", "completion", "dashboard", "notify", "notify-test", "collect", "import"];
        Assert.All(
            names.Where(n => n.StartsWith("help-", StringComparison.Ordinal)).Select(n => n["help-".Length..]).Except(others),
            name => Assert.Contains(name, names));
    }

    [Fact]
    public async Task No_line_is_wider_than_the_terminal_and_no_word_of_a_page_is_lost()
    {
        foreach (var shown in await ScreenPages.All.Value)
        {
            foreach (var width in (int[])[40, 60, .. Widths])
            {
                var text = Drawn(shown, width, coloured: false);
                // System.CommandLine draws help, and breaks no word.
                if (shown.Help is null)
                    Assert.All(text.Split('\n'), line => Assert.True(LineBreaks.WidthOf(line) <= width,
                        $"{shown.Name} {width}: {line}"));
                foreach (var listing in shown.Page?.Blocks.OfType<Listing>() ?? [])
                {
                    Assert.All(listing.Columns, column => Assert.All(
                        column.Heading.Split(' '), word => Assert.Contains(word, text, StringComparison.Ordinal)));
                    Assert.All(TableLayout.Beside(listing, width), one => Assert.True(
                        one.Width >= Math.Min(one.Column.Minimum, listing.Rows.Select(row => LineBreaks.WidthOf(
                            row[listing.Columns.ToList().IndexOf(one.Column)])).DefaultIfEmpty(0).Max()) || one.Width == width,
                        $"{shown.Name} {width}: {one.Column.Heading} has {one.Width}"));
                }
            }
        }
    }

    [Fact]
    public async Task Colours_change_no_sign_of_a_screen()
    {
        foreach (var shown in (await ScreenPages.All.Value).Where(s => s.Help is null))
        {
            var coloured = Drawn(shown, Narrow, coloured: true);
            Assert.Equal(Drawn(shown, Narrow, coloured: false), Regexes().Replace(coloured, ""));
        }

        static System.Text.RegularExpressions.Regex Regexes() => new("\u001b\\[[0-9;]*m", default, TimeSpan.FromSeconds(1));
    }

    private static string File(Shown shown) => string.Concat(
    [
        .. Widths.Select(width => $"==== {width} columns\n{Drawn(shown, width, coloured: false)}\n"),
        .. shown.Help is not null ? [] : new[]
        {
            $"==== {Narrow} columns, "
                + $"colours\n{Drawn(shown, Narrow, coloured: true).Replace("\u001b", "\\e", StringComparison.Ordinal)}\n",
            $"==== a pipe\n{Piped(shown)}",
        },
    ]);

    private static string Drawn(Shown shown, int width, bool coloured)
    {
        if (shown.Help is { } help) return Help(help, width);
        using var stdout = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = coloured ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = coloured ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Out = new AnsiConsoleOutput(stdout),
        });
        (console.Profile.Width, console.Profile.Capabilities.Unicode) = (width, true);
        Show(shown, new TerminalOutput(console));
        return stdout.ToString().ReplaceLineEndings("\n");
    }

    private static string Piped(Shown shown)
    {
        using var stdout = new StringWriter();
        Show(shown, new PlainOutput(stdout));
        return stdout.ToString().ReplaceLineEndings("\n");
    }

    private static void Show(Shown shown, IOutput output)
    {
        if (shown.Page is { } page) output.Show(page, new { });
        foreach (var line in shown.Lines) output.Tell(line, new { });
    }

    private static string Help(Command command, int width)
    {
        // An action keeps the width of its first use.
        var root = ScreenPages.Root(new PageCapture(), TextWriter.Null);
        var help = (HelpAction)root.Options.OfType<HelpOption>().Single().Action!;
        help.MaxWidth = width;
        using var stdout = new StringWriter();
        root.Parse([.. ScreenPages.Path(command), "--help"]).Invoke(new() { Output = stdout });
        return stdout.ToString().ReplaceLineEndings("\n");
    }
}
