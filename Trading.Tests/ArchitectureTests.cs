using System.Reflection;
using System.Text.RegularExpressions;
using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Simulation.Markets;

namespace Trading.Tests;

/// <summary>The arrows between the rooms point one way.</summary>
public sealed partial class ArchitectureTests
{
    private static readonly string[] CoreFolders =
        ["Text", "Statistics", "Market", "Indicators", "Features", "Orders", "Learning", "Risk", "Settings", "Storage", "Events",
            "Execution", "Collecting", "Training", "Evaluation", "Scheduling", "Jobs", "Status"];

    private static readonly string[] Projects =
        ["Trading.Core", "Trading.Adapters", "Trading.Reporting", "Trading.Simulation", "Trading.Functions", "Trading.Cli"];

    [Fact]
    public void Core_refers_to_NodaTime_Microsoft_ML_and_MathNet_alone() =>
        Assert.All(
            typeof(Bar).Assembly.GetReferencedAssemblies().Select(a => a.Name!),
            name => Assert.True(
                name is "NodaTime" or "MathNet.Numerics" || name.StartsWith("Microsoft.ML", StringComparison.Ordinal)
                    || name.StartsWith("System.", StringComparison.Ordinal),
                $"Trading.Core refers to {name}"));

    [Fact]
    public void Simulation_and_Adapters_do_not_know_each_other()
    {
        Assert.DoesNotContain(References(typeof(IMarketTape).Assembly), n => n is "Trading.Adapters" or "trading");
        Assert.DoesNotContain(References(Assembly.Load("Trading.Adapters")), n => n is "Trading.Simulation" or "trading");
    }

    [Fact]
    public void Reporting_knows_Core_alone_and_the_function_app_knows_no_simulation()
    {
        Assert.Equal(["Trading.Core"], References(Assembly.Load("Trading.Reporting")).Where(IsOurs));
        Assert.DoesNotContain(References(Assembly.Load("Trading.Functions")), n => n is "Trading.Simulation" or "trading");
    }

    [Fact]
    public void No_line_has_more_than_130_columns_and_no_file_more_than_250_lines()
    {
        var root = SourceRoot();
        if (root is null) Assert.Skip("The sources are not beside the test assembly.");
        var files = Directory.EnumerateDirectories(root, "Trading.*")
            .SelectMany(project => Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories))
            .Where(file => !IsGenerated(file))
            .Select(file => (Name: Path.GetRelativePath(root, file), Lines: File.ReadAllLines(file)));
        Assert.Empty(files.Where(f => f.Lines.Length > 250 || f.Lines.Any(line => line.Length > 130)).Select(f => f.Name));
    }

    [Fact]
    public void Inside_Core_a_folder_uses_only_the_folders_above_it()
    {
        var root = SourceRoot();
        if (root is null) Assert.Skip("The sources are not beside the test assembly.");
        var backward =
            from file in Directory.EnumerateFiles(Path.Combine(root, "Trading.Core"), "*.cs", SearchOption.AllDirectories)
            let folder = Path.GetRelativePath(Path.Combine(root, "Trading.Core"), file).Split(Path.DirectorySeparatorChar)[0]
            where CoreFolders.Contains(folder)
            from Match use in UseOfCore().Matches(File.ReadAllText(file))
            let used = use.Groups["folder"].Value
            where Array.IndexOf(CoreFolders, used) > Array.IndexOf(CoreFolders, folder)
            select $"{Path.GetFileName(file)} in {folder} uses {used}";
        Assert.Empty(backward);
    }

    [Fact]
    public void Nobody_reads_the_machine_s_clock()
    {
        var root = SourceRoot();
        if (root is null) Assert.Skip("The sources are not beside the test assembly.");
        var readers = Projects
            .SelectMany(project => Directory.EnumerateFiles(Path.Combine(root, project), "*.cs", SearchOption.AllDirectories))
            .Where(file =>
                !IsGenerated(file))
            .Where(file => MachineClock().IsMatch(File.ReadAllText(file)));
        Assert.Empty(readers);
    }

    [Theory]
    [InlineData("AzureStorage", "LocalStorage")]
    [InlineData("LocalStorage", "AzureStorage")]
    [InlineData("StorageFormats", "LocalStorage")]
    [InlineData("StorageFormats", "AzureStorage")]
    public void A_store_does_not_use_another_and_the_formats_use_neither(string folder, string other)
    {
        var root = SourceRoot();
        if (root is null) Assert.Skip("The sources are not beside the test assembly.");
        var files = Directory.GetFiles(Path.Combine(root, "Trading.Adapters", folder), "*.cs", SearchOption.AllDirectories);
        Assert.NotEmpty(files);
        Assert.DoesNotContain(
            files, file => Regex.IsMatch(File.ReadAllText(file), $@"\b{other}\b", RegexOptions.None, TimeSpan.FromSeconds(1)));
    }

    [Fact]
    public void Only_one_line_outside_its_folder_names_Alpaca()
    {
        var root = SourceRoot();
        if (root is null) Assert.Skip("The sources are not beside the test assembly.");
        var files = Directory.EnumerateDirectories(root, "Trading.*")
            .Where(project => Path.GetFileName(project) != "Trading.Tests")
            .SelectMany(project => Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories))
            .Select(file => Path.GetRelativePath(root, file).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(file => !file.StartsWith("Trading.Adapters/Alpaca/", StringComparison.Ordinal))
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
            .ToList();
        var lines =
            from file in files
            from line in File.ReadLines(Path.Combine(root, file))
            where AlpacaName().IsMatch(NoName().Replace(line, ""))
            select file;

        Assert.InRange(files.Count, 100, int.MaxValue);
        Assert.StartsWith("Trading.Adapters/Hosting/", Assert.Single(lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("    private readonly AlpacaExchange exchange;", true)]
    [InlineData("    Use(new Alpaca.AlpacaProvider());", true)]
    [InlineData("    alpaca.Ask();", true)]
    [InlineData("using Trading.Adapters.Alpaca;", false)]
    [InlineData("namespace Trading.Simulation.AlpacaApi.Orders;", false)]
    [InlineData("    [\"Trading:Alpaca:Environment\"] = \"Simulator\", // as Alpaca spells it", false)]
    public void A_name_is_told_from_a_namespace_a_text_and_a_comment(string line, bool isName) =>
        Assert.Equal(isName, AlpacaName().IsMatch(NoName().Replace(line, "")));

    private static bool IsOurs(string name) => name.StartsWith("Trading.", StringComparison.Ordinal);

    private static bool IsGenerated(string file) =>
        file.Split(Path.DirectorySeparatorChar) is var parts && (parts.Contains("obj") || parts.Contains("bin"));

    private static IEnumerable<string> References(Assembly assembly) => assembly.GetReferencedAssemblies().Select(a => a.Name!);

    private static string? SourceRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Trading.sln"))) return folder.FullName;
        }
        return null;
    }

    [GeneratedRegex(@"Trading\.Core\.(?<folder>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UseOfCore();

    [GeneratedRegex(@"\w*Alpaca\w*", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex AlpacaName();

    /// <summary>What a line may say without naming a type: an import, a namespace, a text in quotes or a comment.</summary>
    [GeneratedRegex(
        @"^\s*(using|namespace)\s+[\w.]+;|""[^""]*""|//.*$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NoName();

    [GeneratedRegex(@"DateTime(Offset)?\.(Utc)?Now", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MachineClock();
}
