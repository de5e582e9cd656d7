using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Extensions.Configuration;
using NodaTime.TimeZones;
using Spectre.Console;
using Trading.Adapters.Notifications;
using Trading.Adapters.Settings;
using Trading.Cli.Input;
using Trading.Reporting;

namespace Trading.Cli.Checking;

/// <summary>Looks at the program, its settings, and the machine that it runs on.</summary>
internal sealed class MachineChecks(SettingSources sources, IClock clock)
{
    private const int NarrowestTerminal = 60;
    private const string NewYork = "America/New_York";

    /// <summary>Which program this is, and what it runs on.</summary>
    public static IEnumerable<CheckResult> Program() =>
    [
        CheckResult.Good("program", $"{ProgramVersion.Current}"),
        CheckResult.Good(
            "system", $"{RuntimeInformation.OSDescription.Trim()}, "
                + $"{FigureText.Counted(Environment.ProcessorCount, "processor")}"),
    ];

    /// <summary>Which settings are not the defaults, and what is wrong with them.</summary>
    public CheckResult Settings()
    {
        const string name = "settings";
        if (sources.Error is { } error) return CheckResult.Bad(name, $"{error} 'trading settings' lists what they may be.");
        var changed = SettingDefinitions.All.Where(d => sources.SourceOf(d) != "default")
            .Select(d => $"{d.Name} ({sources.SourceOf(d)})").ToList();
        return CheckResult.Good(
            name, changed.Count == 0 ? "all have their defaults" : $"{string.Join(", ", changed)}; the others have their "
                + $"defaults");
    }

    /// <summary>Who is told what happens, and what is wrong with that.</summary>
    public static CheckResult Notifications(IConfiguration configuration)
    {
        const string name = "notifications";
        var (options, errors) = NotifyOptionsReader.Read(configuration);
        if (errors.Count > 0) return CheckResult.Bad(name, string.Join(' ', errors));
        return CheckResult.Good(
            name, options.HasService ? $"{options}; 'trading notify test' tries them" : "none: no service is configured");
    }

    /// <summary>What the terminal can show.</summary>
    public static CheckResult Terminal(IAnsiConsole? terminal, Encoding encoding)
    {
        const string name = "terminal";
        if (terminal is null) return CheckResult.Good(name, "none: plain lines, as for a file or a pipe");
        var facts = terminal.Profile.Capabilities.ColorSystem == ColorSystem.NoColors ? "no colours" : "colours";
        var text = $"{FigureText.Counted(terminal.Profile.Width, "column")}, {facts}, {encoding.WebName}";
        if (terminal.Profile.Width < NarrowestTerminal)
            return CheckResult.Caution(name, $"{text}: from {NarrowestTerminal} columns on it reads better.");
        return terminal.Profile.Capabilities.Unicode
            ? CheckResult.Good(name, text)
            : CheckResult.Caution(name, $"{text}: signs such as − and – may look wrong; set the terminal to UTF-8.");
    }

    /// <summary>The machine's clock, and whether the program and the system agree about New York.</summary>
    public CheckResult TimeZone()
    {
        const string name = "time zone";
        var now = clock.GetCurrentInstant();
        var text = $"{now:uuuu-MM-dd HH:mm:ss} UTC is {FigureText.NewYork(now)} New York, by "
            + TzdbDateTimeZoneSource.Default.VersionId;
        var own = DateTimeZoneProviders.Tzdb[NewYork].GetUtcOffset(now);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(NewYork, out var zone))
            return CheckResult.Caution(
                name, $"{text}; the system does not know {NewYork}. Trading does not need it, other programs may: install "
                    + $"tzdata.");
        return Offset.FromTimeSpan(zone.GetUtcOffset(now.ToDateTimeOffset())) == own
            ? CheckResult.Good(name, text)
            : CheckResult.Caution(name, $"{text}; the system's own data say otherwise: update tzdata.");
    }
}
