using System.Text.RegularExpressions;
using Trading.Cli;
using Trading.Cli.Output;

namespace Trading.Tests.Infra;

public sealed partial class RepositoryTests
{
    private static readonly string[] Deployed = ["infra", "Trading.Functions"];

    [Fact]
    public void No_timer_runs_on_startup()
    {
        var texts = Texts(".cs").Concat(Texts(".json")).Concat(Texts(".bicep"));
        Assert.DoesNotContain(texts, file => RunsOnStartup(File.ReadAllText(file)));
    }

    [Theory]
    [InlineData("[TimerTrigger(\"%RebalanceSchedule%\", RunOnStartup = true)]", true)]
    [InlineData("{ \"runOnStartup\": true }", true)]
    [InlineData("[TimerTrigger(\"%RebalanceSchedule%\", RunOnStartup = false)]", false)]
    public void A_timer_that_runs_on_startup_is_found_out(string text, bool found) => Assert.Equal(found, RunsOnStartup(text));

    [Fact]
    public void No_page_suggests_a_key_in_an_address_which_logs_would_keep()
    {
        var pages = Directory.EnumerateFiles(Repository.Root, "*.md")
            .Concat(Directory.Exists(Path.Combine(Repository.Root, "docs"))
                ? Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories) : []);
        Assert.DoesNotContain(pages, file => KeyInAddress().IsMatch(File.ReadAllText(file)));
    }

    [Theory]
    [InlineData("in a browser: $app/dashboard?code=KEY", true)]
    [InlineData("https://app.example/api/halt?flatten=true&code=$key", true)]
    [InlineData("curl -H \"x-functions-key: $key\" $app/dashboard", false)]
    public void A_key_in_an_address_is_found(string text, bool found) => Assert.Equal(found, KeyInAddress().IsMatch(text));

    [Fact]
    public void Azd_publishes_the_functions_project_to_the_tagged_app()
    {
        var text = Repository.Read("azure.yaml");
        Assert.Matches(
            @"(?m)^services:\n  trading:\n    project: \./Trading\.Functions\n    language: dotnet\n    host: function$", text);
        Assert.Contains(
            "'azd-service-name': 'trading'", Repository.Read("infra/modules/functions.bicep"), StringComparison.Ordinal);
        Assert.Matches(@"(?m)^  path: infra\n  module: main$", text);
    }

    [Fact]
    public void The_workflow_stores_no_secret_and_sets_only_variables_that_the_parameters_read()
    {
        var workflow = Repository.Read(".github/workflows/ci.yml");
        Assert.DoesNotContain("secrets.", workflow, StringComparison.Ordinal);
        Assert.Contains("id-token: write", workflow, StringComparison.Ordinal);
        Assert.Contains("run: .ci/run", workflow, StringComparison.Ordinal);
        var read = ReadVariable().Matches(Repository.Read("infra/main.bicepparam")).Select(match => match.Groups["name"].Value)
            .ToArray();
        Assert.NotEmpty(read);
        var set = SetVariable().Matches(workflow).Select(match => match.Groups["name"].Value).ToArray();
        // The group is named on the command line, and the owner, who is not the workflow, stays as the first deployment left it.
        var expected = read.Where(name => name != "AZURE_PRINCIPAL_ID").Append("AZURE_RESOURCE_GROUP");
        Assert.Equal(expected.Order(StringComparer.Ordinal), set.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_action_of_the_workflows_is_pinned_to_a_commit_with_its_version_beside_it()
    {
        var workflows = Directory.GetFiles(Path.Combine(Repository.Root, ".github/workflows"));
        Assert.Contains(workflows, file => Path.GetFileName(file) == "release.yml");
        Assert.All(workflows, file =>
        {
            var uses = File.ReadLines(file).Where(line => line.Contains("uses:", StringComparison.Ordinal)).ToArray();
            Assert.NotEmpty(uses);
            Assert.All(uses, line => Assert.Matches(@"uses: [\w.-]+/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line));
        });
    }

    [Fact]
    public void A_release_is_tested_first_and_its_tag_is_the_version_that_the_changelog_tells_of()
    {
        var workflow = Repository.Read(".github/workflows/release.yml");
        Assert.DoesNotContain("secrets.", workflow, StringComparison.Ordinal);
        Assert.True(workflow.IndexOf("run: .ci/run", StringComparison.Ordinal)
            < workflow.IndexOf("run: .ci/release", StringComparison.Ordinal));
        var version = ProgramVersion.Current.Version;
        Assert.Contains($"<Version>{version}</Version>", Repository.Read("Directory.Build.props"), StringComparison.Ordinal);
        Assert.Contains($"\n## {version}", Repository.Read("CHANGELOG.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_project_locks_its_packages_and_the_ci_restores_nothing_else()
    {
        var properties = Repository.Read("Directory.Build.props");
        Assert.Contains("<RestorePackagesWithLockFile>true<", properties, StringComparison.Ordinal);
        Assert.Contains("<RestoreLockedMode Condition=\"'$(CI)' == 'true'\">true<", properties, StringComparison.Ordinal);
        var projects = Directory.EnumerateDirectories(Repository.Root, "Trading.*")
            .Where(folder => Directory.EnumerateFiles(folder, "*.csproj").Any()).ToArray();
        Assert.NotEmpty(projects);
        Assert.All(projects, folder =>
        {
            var locked = File.ReadAllText(Path.Combine(folder, "packages.lock.json"));
            // Where a package came from is the business of each machine.
            Assert.DoesNotContain("://", locked, StringComparison.Ordinal);
            Assert.Contains("\"contentHash\"", locked, StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("Trading.Tests/Adapters/AzureStorage")]
    [InlineData("Trading.Tests/Simulation/AlpacaApi")]
    public void What_npm_installs_is_locked_by_content_and_comes_from_whatever_registry_a_machine_has(string folder)
    {
        var locked = Repository.Read($"{folder}/package-lock.json");
        Assert.Contains("\"integrity\": \"sha512-", locked, StringComparison.Ordinal);
        Assert.DoesNotContain("\"resolved\"", locked, StringComparison.Ordinal);
    }

    private static bool RunsOnStartup(string text) => StartupText().IsMatch(text);

    private static IEnumerable<string> Texts(string extension) => Deployed
        .Select(folder => Path.Combine(Repository.Root, folder))
        .Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, $"*{extension}", SearchOption.AllDirectories));

    [GeneratedRegex("runOnStartup\"?\\s*[=:]\\s*true", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex StartupText();

    [GeneratedRegex("[?&]code=", RegexOptions.NonBacktracking)]
    private static partial Regex KeyInAddress();

    [GeneratedRegex(@"readEnvironmentVariable\('(?<name>\w+)'", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex ReadVariable();

    [GeneratedRegex(@"(?m)^      (?<name>(AZURE|TRADING)_\w+): ", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex SetVariable();
}
