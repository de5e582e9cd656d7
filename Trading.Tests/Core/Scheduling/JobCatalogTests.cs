using System.Text.RegularExpressions;
using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Core.Scheduling;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Tests.Functions;
using Trading.Tests.Infra;

namespace Trading.Tests.Core.Scheduling;

/// <summary>The catalog is the only list of the jobs: every file that names them agrees with it.</summary>
public sealed partial class JobCatalogTests
{
    [Fact]
    public void It_holds_each_job_once_and_what_sells_comes_before_what_buys()
    {
        Assert.Equal(Enum.GetValues<JobKind>(), JobCatalog.All.Select(entry => entry.Job).Order());
        Assert.Equal(
            [JobKind.Rebalance, JobKind.EndOfDayClose, JobKind.MinuteScan, JobKind.NightlyRetrain],
            JobCatalog.All.Select(entry => entry.Job));
        Assert.All(JobCatalog.All, entry => Assert.Same(entry, JobCatalog.Of(entry.Job)));
    }

    [Fact]
    public void The_windows_of_a_job_follow_one_another()
    {
        var calendar = new NyseCalendar();
        foreach (var session in calendar.SessionsBetween(new(2025, 1, 1), new(2025, 12, 31)))
        {
            foreach (var windows in JobCatalog.All.Select(entry => entry.Windows(session, new ScheduleSettings(), calendar)))
            {
                Assert.All(windows, window => Assert.True(window.From < window.Until));
                Assert.All(windows.Zip(windows.Skip(1)), pair => Assert.Equal(pair.First.Until, pair.Second.From));
            }
        }
    }

    [Fact]
    public void A_developer_s_timers_have_its_schedules() => Assert.All(
        JobCatalog.All, entry => Assert.Equal(entry.Schedule, AppFiles.ExampleSettings()[entry.ScheduleSetting]));

    [Fact]
    public async Task The_deployed_timers_have_its_schedules()
    {
        var deployment = await BicepCompiler.DeploymentAsync();
        Assert.All(JobCatalog.All, entry => Assert.Equal(entry.Schedule, deployment.Settings.At(entry.ScheduleSetting)));
    }

    [Fact]
    public void The_built_app_has_a_timer_for_each_job_and_reads_its_setting() => Assert.Equal(
        JobCatalog.All.Select(entry => (Name: $"{entry.Job}", Setting: $"%{entry.ScheduleSetting}%"))
            .OrderBy(timer => timer.Name, StringComparer.Ordinal),
        FunctionMetadata.All.Where(f => f.Kind == "timerTrigger").Select(f => (f.Name, f.Text("schedule")!)));

    [Fact]
    public void The_query_for_missing_jobs_expects_each() => Assert.Equal(
        Names,
        Quoted().Matches(Lists().Match(Repository.Read("infra/queries/no-heartbeat.kql")).Value)
            .Select(name => name.Groups["name"].Value).Order(StringComparer.Ordinal));

    [Fact]
    public void The_query_for_failed_jobs_finds_each() => Assert.Equal(
        Names,
        Alternatives().Match(Repository.Read("infra/queries/job-failed.kql")).Groups["names"].Value
            .Split('|').Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("no-heartbeat.kql")]
    [InlineData("job-failed.kql")]
    public void No_query_compares_a_job_with_a_name_that_no_job_has(string query) => Assert.All(
        Compared().Matches(Repository.Read($"infra/queries/{query}")),
        match => Assert.Contains(match.Groups["name"].Value, Names));

    private static IReadOnlyList<string> Names { get; } = [.. Enum.GetNames<JobKind>().Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"datatable\(job: string\) \[[^\]]*\]", RegexOptions.NonBacktracking)]
    private static partial Regex Lists();

    [GeneratedRegex("'(?<name>[^']+)'", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"extract\('\((?<names>[^)]+)\)", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Alternatives();

    [GeneratedRegex("job == '(?<name>[^']+)'", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Compared();
}
