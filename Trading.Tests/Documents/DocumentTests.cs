using Trading.Adapters.Settings;
using Trading.Cli;
using Trading.Cli.Output;
using Trading.Core.Features;
using Trading.Core.Risk;
using Trading.Reporting;
using Trading.Tests.Infra;

namespace Trading.Tests.Documents;

public sealed class DocumentTests
{
    private const int MostReadmeBytes = 7 * 1024;
    private const string Readme = "README.md";
    private const string FirstLine = "*For ";

    public static TheoryData<string> Pages =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(
            file => $"docs/{Path.GetFileName(file)}").Append(Readme).Order(StringComparer.Ordinal)];

    public static TheoryData<ReasonCode> Reasons => [.. Enum.GetValues<ReasonCode>()];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_relative_link_leads_to_a_file_and_a_heading_that_exist(string page)
    {
        var text = Repository.Read(page);
        var broken = MarkdownPage.Of(text).Links.Where(
            link => !link.Contains("://", StringComparison.Ordinal) && !Resolves(page, link));

        Assert.Empty(broken);
    }

    [Theory]
    [InlineData("docs/no-such-page.md", false)]
    [InlineData("docs/settings.md#no-such-heading", false)]
    [InlineData("#no-such-heading", false)]
    [InlineData("docs/settings.md", true)]
    [InlineData("docs/azure.md#on-your-machine-first", true)]
    public void A_link_that_leads_nowhere_is_found(string link, bool resolves) => Assert.Equal(resolves, Resolves(Readme, link));

    [Fact]
    public void The_readme_is_a_door_and_not_the_house() =>
        Assert.InRange(File.ReadAllBytes(Path.Combine(Repository.Root, Readme)).Length, 1, MostReadmeBytes);

    [Theory]
    [MemberData(nameof(Pages))]
    public void A_page_of_the_documents_says_first_whom_it_is_for(string page)
    {
        if (page == Readme) return;
        var lines = Repository.Read(page).Split('\n');

        Assert.StartsWith("# ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith(FirstLine, lines[2], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dotnet run -c Release --project Trading.Cli -- demo")]
    [InlineData("dotnet test -c Release")]
    public void The_readme_begins_with_its_two_commands(string command) =>
        Assert.Contains($"\n{command}", Repository.Read(Readme), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Pages))]
    public void The_readme_leads_to_every_page(string page)
    {
        if (page != Readme) Assert.Contains(
            page, MarkdownPage.Of(Repository.Read(Readme)).Links.Select(link => link.Split('#')[0]));
    }

    [Fact]
    public void The_settings_page_lists_every_setting_with_its_default()
    {
        var rows = Repository.Read("docs/settings.md").Split('\n');
        var settings = new Trading.Core.Settings.TradingSettings();

        Assert.All(SettingDefinitions.All, definition =>
            Assert.Contains(
                rows, row => row.StartsWith($"| `{definition.Name}` | {definition.Read(settings)} |", StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void The_page_about_missing_trades_has_a_row_for_each_thing_that_may_become_of_a_prediction(ReasonCode reason) =>
        Assert.Contains($"\n| {ReasonText.Of(reason)} | ", Repository.Read("docs/why-no-trades.md"), StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_command_line_of_a_page_is_one_that_the_program_takes(string page)
    {
        var root = RootCommandBuilder.Build(
            new CommandHost(TextWriter.Null, TextWriter.Null, new Dictionary<string, string>(StringComparer.Ordinal)));
        var refused = MarkdownPage.Of(Repository.Read(page)).CallsOf("trading")
            .Where(call => !call.Contains("COMMAND") && root.Parse([.. call]).Errors.Count > 0)
            .Select(call => string.Join(' ', call));

        Assert.Empty(refused);
    }

    [Fact]
    public void The_learning_page_names_the_bar_that_gives_the_first_row() =>
        Assert.Contains(
            $"bar number {FeatureSchema.WarmUpBars} of", Repository.Read("docs/learning.md"), StringComparison.Ordinal);

    private static bool Resolves(string page, string link)
    {
        var parts = link.Split('#', 2);
        var folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        var target = parts[0].Length == 0 ? Path.Combine(Repository.Root, page)
            : Path.GetFullPath(Path.Combine(folder, parts[0]));
        if (!File.Exists(target) && !Directory.Exists(target)) return false;
        return parts.Length == 1 || (File.Exists(target) && MarkdownPage.Of(File.ReadAllText(target)).Anchors.Contains(parts[1]));
    }
}
