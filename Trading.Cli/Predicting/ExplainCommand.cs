using System.CommandLine;
using Trading.Cli.Connecting;
using Trading.Cli.Input;

namespace Trading.Cli.Predicting;

/// <summary><c>trading explain</c>: what moved one probability, and what it would take to cross the threshold.</summary>
internal static class ExplainCommand
{
    /// <summary>Creates <c>explain</c>, which reads a book and changes nothing.</summary>
    public static Command Create(CommandHost host)
    {
        var symbol = new Argument<string>("SYMBOL") { Description = "The ticker." };
        var at = new Option<MinuteChoice?>("--at")
        {
            Description =
                "The minute of the decision, New York: 10:31 of the newest session, or 2025-11-03T10:31. [default: the newest "
                + "minute with a forecast]",
            HelpName = "TIME",
            CustomParser = MinuteChoice.Parse,
        };
        var simulator = new SimulatorOption();
        var book = BookOption.Create();
        var command = new Command(
            "explain", "Explains one probability: base forecast, each feature's contribution, calibration, and what it would "
            + "take to cross the threshold.")
        {
            symbol, at, book, simulator.Option,
        };
        return host.Runs(command, async (context, cancel) =>
        {
            var (which, choice) = ExchangeSelection.Choose(context, simulator, context.Parsed.GetValue(book));
            using var asked = await ModelToAsk.OpenAsync(context, which, choice, cancel);
            var found = await ExplainedForecast.FindAsync(
                asked, context.Parsed.GetValue(symbol)!.ToUpperInvariant(), context.Parsed.GetValue(at), cancel);
            context.Output.Show(ExplanationLines.Of(asked.Book, found), new
            {
                book = asked.Book.Name,
                session = found.Bars.Session.Date,
                source = found.Bars.Source,
                recorded = found.Recorded is { } row ? new { row.ModelId, row.Probability, row.Reason } : null,
                found.IsOfLearnedSession,
                found.Explanation,
            });
            return ExitCode.Fine;
        });
    }
}
