using System.CommandLine;
using System.Text.Json;
using Trading.Cli;

namespace Trading.Tests.Cli;

/// <summary>With <c>--json</c> each command of the tree gives JSON and nothing else on stdout, also when it fails.</summary>
public sealed class JsonEverywhereTests
{
    public static TheoryData<string> Lines
    {
        get
        {
            var lines = new TheoryData<string>();
            foreach (var command in Tree(RootCommandBuilder.Build(new CommandHost(
                TextWriter.Null, TextWriter.Null, new Dictionary<string, string>(StringComparer.Ordinal)))))
            {
                if (command is RootCommand) continue;
                lines.Add(string.Join(' ', PathOf(command)
                    .Concat(command.Arguments.Where(a => a.Arity.MinimumNumberOfValues > 0)
                        .Select(a => a.ValueType.IsEnum ? Enum.GetNames(a.ValueType)[0] : "nothing"))
                    .Concat(command.Options.Where(o => o.Required).SelectMany(o => new[] { o.Name, "2025-11-03" }))
                    .Concat(command.Options.Where(o => o.Name == "--port").SelectMany(o => new[] { o.Name, "0" }))
                    // What a demo answers is tested elsewhere, and takes seconds; here it is refused.
                    .Concat(command.Name == "demo" ? ["--days", "0"] : [])));
            }
            return lines;
        }
    }

    [Theory]
    [MemberData(nameof(Lines))]
    public async Task A_document_or_one_a_line(string line)
    {
        using var cli = new CliRun();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        // Servers go on until they are stopped.
        if (line.Contains("--port", StringComparison.Ordinal)) stop.CancelAfter(TimeSpan.FromMilliseconds(500));
        var exit = await cli.RunBareAsync([.. line.Split(' '), "--data", cli.Data, "--json"], stop.Token);

        Assert.InRange(exit, 0, 2);
        var documents = IsOne(cli.Out) ? [cli.Out] : cli.Out.TrimEnd('\n').Split('\n');
        Assert.All(documents, text => Assert.Equal(JsonValueKind.Object, JsonElement.Parse(text).ValueKind));
        if (exit != 0 && documents is [var one] && JsonElement.Parse(one).TryGetProperty("error", out var error))
            Assert.Contains(error.GetString()!, cli.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--json")]
    [InlineData("nonsense --json")]
    [InlineData("trades --last none --json")]
    [InlineData("status --set nonsense --json")]
    [InlineData("status --set MinConfidence=9 --json")]
    [InlineData("trades --csv --json")]
    public async Task Wrong_usage_is_a_document_too(string line)
    {
        using var cli = new CliRun();
        Assert.Equal(ExitCode.WrongUsage, await cli.RunBareAsync(line.Split(' '), TestContext.Current.CancellationToken));
        Assert.Equal(2, cli.Json().GetProperty("exitCode").GetInt32());
        Assert.Single(cli.Error.TrimEnd('\n').Split('\n'));
    }

    private static bool IsOne(string text)
    {
        try
        {
            JsonElement.Parse(text);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static IEnumerable<Command> Tree(Command command) =>
        command.Subcommands.SelectMany(Tree).Concat(command.Action is null ? [] : new[] { command });

    private static IEnumerable<string> PathOf(Command command) =>
        command is RootCommand ? [] : command.Parents.OfType<Command>().SelectMany(PathOf).Append(command.Name);
}
