using System.CommandLine;
using Trading.Adapters.Notifications;
using Trading.Adapters.Settings;
using Trading.Cli.Connecting;
using Trading.Cli.Output;

namespace Trading.Cli.Reading;

/// <summary><c>trading settings</c>: every setting with its value, its source, and the allowed values.</summary>
internal static class SettingsCommand
{
    /// <summary>Creates <c>settings</c>, which shows every setting with its value and its source.</summary>
    public static Command Create(CommandHost host) => host.Runs(
        new Command("settings", "Lists every setting: value, source, and allowed values."),
        (context, _) =>
        {
            var rows = SettingDefinitions.All
                .Select(d => new Row(
                    d.Name, d.Read(context.Settings), context.Sources.SourceOf(d), d.Default, d.Allowed, d.Meaning, d.Variable))
                .ToList();
            var connection = ExchangeSelection.Variables.Select(v => (v.Name, v.Meaning))
                .Concat(NotifySettings.All.Select(v => (v.Name, v.Meaning)))
                .Select(v => new Variable(v.Name, context.Environment.IsSet(v.Name), v.Meaning)).ToList();
            context.Output.Show(PageOf(rows, connection), new { settings = rows, connection });
            return Task.FromResult(ExitCode.Fine);
        });

    private static Page PageOf(IReadOnlyList<Row> rows, IReadOnlyList<Variable> connection) => new(
        "Settings",
        new Listing("",
            [
                Column.Name("setting"), Column.Words("value", minimum: 12), Column.Name("from"),
                Column.Words("may be", minimum: 24), Column.Words("meaning", minimum: 30).Below(1),
            ],
            [.. rows.Select(r => (IReadOnlyList<string>)[r.Name, r.Value, r.From, r.Allowed, r.Meaning])]),
        new Listing("the connection and notifications, from the environment alone; what is set is never shown",
            [Column.Name("variable"), Column.Name("set"), Column.Words("meaning", minimum: 24)],
            [.. connection.Select(v => (IReadOnlyList<string>)[v.Name, v.IsSet ? "yes" : "no", v.Meaning])]),
        new Sentence("Set one with '--set MinConfidence=0.7' or the environment variable Trading__MinConfidence.", Tone.Quiet));

    private sealed record Variable(string Name, bool IsSet, string Meaning);

    private sealed record Row(
        string Name, string Value, string From, string Default, string Allowed, string Meaning, string Variable);
}
