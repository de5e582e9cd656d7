using Trading.Adapters.Settings;
using Trading.Cli;
using Trading.Core.Settings;
using Trading.Core.Text;

namespace Trading.Tests.Cli;

/// <summary>
/// Whatever is typed, set or found in the data folder: what cannot be understood is one sentence on stderr and exit code 1 or 2,
/// changes nothing, leaves no file behind, and is not repeated beyond 300 characters.
/// </summary>
public sealed class WrongInputTests
{
    private static readonly string Long = new('x', 5000);
    private static readonly string LongWords = string.Join(' ', Enumerable.Repeat("two words", 600));
    private static readonly string[] Anything =
    [
        "", " ", Long, LongWords, "a\0b", "\u001b[2J\u001b]0;t\u0007", "two\nlines", "ä€\ud83d\ude00\u202e", "\ud800",
        "'; DROP TABLE trades",
    ];

    private static readonly string[] Numbers = ["NaN", "Infinity", "0.5", "1e3", "99999999999999999999", "0x10", "1 000", "٣"];
    private static readonly string[] Dates =
    [
        "2025-02-30", "2025-13-01", "25-11-03", "2025-11-3", "99999-01-01", "-2025-01-01", "2025/11/03", "1999-12-31",
        "２０２５-11-03",
    ];

    private static readonly string[] Minutes =
        ["2025-02-30T10:00", "2025-11-03T25:00", "2025-11-03 10:00", "24:00", "10:31:00", "-1:00"];

    public static IReadOnlyList<string[]> Lines { get; } =
    [
        .. With([.. Anything, .. Numbers, "-1"], value => ["demo", "--days", value]),
        .. With([.. Anything, "NaN", "0.5", "99999999999999999999"], value => ["demo", "--seed", value]),
        .. With(Anything, value => ["demo", "--market", value]),
        .. With([.. Anything, .. Numbers, "0", "-5"], value => ["trades", "--last", value]),
        .. With([.. Anything, "0"], value => ["trades", "--book", value]),
        .. With([.. Anything, .. Dates], value => ["predictions", "--session", value]),
        .. With([.. Anything, .. Dates], value => ["backtest", "--from", value, "--to", "2025-11-03"]),
        .. With([.. Anything, .. Minutes], value => ["run", "--until", value]),
        .. With([.. Anything, .. Minutes], value => ["explain", "SPY", "--at", value]),
        .. With([.. Anything, .. Numbers, "731"], value => ["collect", "--days", value]),
        .. With(["", " ", ",", "A,,B", ",A"], value => ["collect", "--symbols", value]),
        .. With([.. Anything, .. Numbers, "-1", "65536"], value => ["simulate", "--port", value]),
        .. With([.. Anything, "NaN", "Infinity", "-1", "0", "1e3"], value => ["simulate", "--speed", value]),
        .. With(["", " ", Long, "a\0b"], value => ["simulate", "--replay", value]),
        .. With([.. Anything, .. Numbers], value => ["audit", "lookahead", "--every", value]),
        .. With([Long, LongWords, "a\0b", "two\nlines", "\u001b[2J"], value => ["halt", "--reason", value]),
        .. With([.. Anything, "=1", "MinConfidence"], value => ["status", "--set", value]),
        .. With([.. Anything, "NaN", "-1"], value => ["status", "--set", $"MinConfidence={value}"]),
        .. With([.. Anything], value => ["status", "--set", $"{value}=1"]),
        .. With([.. Anything], value => ["models", "show", value]),
        .. With([.. Anything], value => ["models", "compare", value, "b"]),
        .. With([.. Anything], value => ["import", $"/nowhere/{value}"]),
        .. With([Long, LongWords, "\u001b[2J", "a\0b", "ä", "--ä", $"--{Long}"], value => [value]),
        .. With([Long, $"--{Long}", "--\u001b[2J", "-x"], value => ["status", value]),
        ["trades", "--last", "1", "--last", "2"], ["demo", "--days", "3", "--days", "4"],
        ["status", "--book", "live", "--book", "demo"],
        ["collect", "--days"], ["status", "--set"], ["halt", "--reason"], ["audit"],
        ["models", "show"], ["models", "compare", "a"],
    ];

    [Fact]
    public async Task A_wrong_command_line() => await AllAsync(Lines, (_, line) => line);

    [Fact]
    public async Task A_wrong_setting() => await AllAsync(
        [
            .. SettingDefinitions.All.SelectMany(setting => Anything.Concat([.. Numbers, "-1", "1,5", "-99999999999"])
                .Where(value => !value.Contains('\0', StringComparison.Ordinal)
                    && setting.Apply(new TradingSettings(), value.Trim()) is null)
                .Select(value => (string[])[setting.Variable, value])),
            .. Anything.Where(value => value.Trim().Length > 0).SelectMany(value => (string[][])
                [
                    [$"Trading__{value}", "1"], [$"Trading__Alpaca__{value}", "1"], ["Trading__Alpaca__Environment", value],
                    ["Trading__Alpaca__SimulatorUrl", value],
                ]),
        ],
        (cli, setting) =>
        {
            cli.Environment[setting[0]] = setting[1];
            if (setting[0].EndsWith("Url", StringComparison.Ordinal)) return ["run", "--simulator"];
            return ["run"];
        });

    [Fact]
    public async Task A_wrong_data_folder()
    {
        using var files = new CliRun();
        var file = files.Write("file", "x");
        await AllAsync(
            [.. ((string[])["", "a\0b", file, $"{file}/below", $"/proc/nowhere/{Long}", $"/{Long}/{Long}"])
                .SelectMany(data => ((string[])["halt", "import", "train", "demo"]).Select(
                    command => (string[])[command, data]))],
            (_, line) => line[0] == "import"
                ? ["import", files.Write("SPY.csv", "timestamp"), "--data", line[1]]
                : [line[0], "--data", line[1]]);
        Assert.Equal("x", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_damaged_store()
    {
        byte[][] damages =
        [
            [], "{"u8.ToArray(), "null"u8.ToArray(), [.. "SQLite format 3\0"u8, .. new byte[600]],
            [.. Enumerable.Repeat((byte)0xff, 9000)],
        ];
        string[] files = ["journal.db", "models/current.json", "bars/2025-11-03.parquet"];
        var faults = new List<string>();
        foreach (var file in files)
        {
            foreach (var damage in damages)
            {
                using var cli = new CliRun();
                var path = Path.Combine(cli.Data, file);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                await File.WriteAllBytesAsync(path, damage, TestContext.Current.CancellationToken);
                // SQLite takes a file that is shorter than its header for an empty database.
                if (file == "journal.db" && damage.Length < 512) continue;
                string[] line = file switch
                {
                    "journal.db" => ["trades"],
                    "models/current.json" => ["models"],
                    _ => ["backtest", "--from", "2025-11-03", "--to", "2025-11-03"],
                };
                await JudgeAsync(cli, ["--data", cli.Data, .. line], $"{file} of {damage.Length} bytes", [], faults);
            }
        }
        Assert.True(faults.Count == 0, string.Join("\n", faults));
    }

    [Fact]
    public void There_are_enough_of_them() => Assert.InRange(Lines.Count, 200, 400);

    private static IEnumerable<string[]> With(IEnumerable<string> values, Func<string, string[]> line) => values.Select(line);

    private static async Task AllAsync(IReadOnlyList<string[]> cases, Func<CliRun, string[], string[]> line)
    {
        var faults = new List<string>();
        foreach (var input in cases)
        {
            using var cli = new CliRun();
            var args = line(cli, input);
            if (!args.Contains("--data", StringComparer.Ordinal)) args = ["--data", cli.Data, .. args];
            await JudgeAsync(cli, args, VisibleText.Beginning(string.Join(" | ", input), 120), input, faults);
            if (Directory.Exists(cli.Data)) faults.Add($"{VisibleText.Beginning(string.Join(" | ", input), 120)}: left files");
        }
        Assert.True(faults.Count == 0, $"{faults.Count} faults:\n{string.Join("\n", faults)}");
    }

    private static async Task JudgeAsync(CliRun cli, string[] args, string name, string[] input, List<string> faults)
    {
        var before = cli.Files();
        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        int code;
        try
        {
            code = await cli.RunBareAsync(args, late.Token);
        }
        catch (Exception e)
        {
            faults.Add($"{name}: {e.GetType().Name}: {e.Message}");
            return;
        }
        // An import tells of each file, and a halt of what it did instead, on its page.
        var isPage = (args.Contains("import", StringComparer.Ordinal) || args.Contains("halt", StringComparer.Ordinal))
            && cli.Out.Length > 0;
        var told = (isPage ? cli.Out.Split(System.Environment.NewLine)[1] : cli.Error).TrimEnd();
        if (code is not (ExitCode.Failed or ExitCode.WrongUsage)) faults.Add($"{name}: exit code {code}: {cli.Out}");
        if (cli.Out.Length > 0 && !isPage) faults.Add($"{name}: stdout says {cli.Out}");
        if (told.Length == 0 || told.Any(char.IsControl)) faults.Add($"{name}: not one line: {VisibleText.Of(told)}");
        if (told.Contains("fault of the program", StringComparison.Ordinal)) faults.Add($"{name}: {told}");
        if (input.Any(word => word.Length > 300 && told.Contains(word[..301], StringComparison.Ordinal)) || told.Length > 1500)
            faults.Add($"{name}: repeats its input: {told.Length} characters");
        if (!cli.Files().OrderBy(f => f.Key).SequenceEqual(before.OrderBy(f => f.Key))) faults.Add($"{name}: changed the files");
    }
}
