using System.CommandLine;
using Trading.Adapters.Hosting;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Reading;
using Trading.Reporting;
using Trading.Simulation.Markets;

namespace Trading.Cli.Backtesting;

/// <summary><c>trading backtest</c>: runs the jobs on recorded bars, against the simulated exchange.</summary>
internal static class BacktestCommand
{
    /// <summary>Creates <c>backtest</c>, which trades recorded bars and writes the backtest book and its report.</summary>
    public static Command Create(CommandHost host)
    {
        var from = new Option<LocalDate>("--from")
        {
            Description = "First session to trade, as 2025-11-03. Everything recorded before it may be learned from.",
            HelpName = "DATE",
            Required = true,
            CustomParser = Values.Date,
        };
        var to = new Option<LocalDate>("--to")
        {
            Description = "Last session to trade.",
            HelpName = "DATE",
            Required = true,
            CustomParser = Values.Date,
        };
        var symbols = new Option<IReadOnlyList<string>?>("--symbols")
        {
            Description =
                "What to trade, as SPY,QQQ. [default: the Symbols setting as far as it is recorded, else everything recorded]",
            HelpName = "A,B",
            CustomParser = Values.Symbols,
        };
        return host.Runs(
            new Command("backtest", "Trades recorded bars, learning each night as it would have. Replaces the backtest book.")
            {
                from, to, symbols,
            },
            (context, cancel) => RunAsync(
                context, context.Parsed.GetValue(from), context.Parsed.GetValue(to), context.Parsed.GetValue(symbols), cancel));
    }

    private static async Task<int> RunAsync(
        CommandContext context, LocalDate from, LocalDate to, IReadOnlyList<string>? asked, CancellationToken cancel)
    {
        if (from > to)
        {
            throw new RefusedException(
                $"--from {FigureText.Date(from)} is after --to {FigureText.Date(to)}.", ExitCode.WrongUsage);
        }

        using var live = OpenBook.ToRead(context, Book.Live);
        var archived = await ArchiveRange.RequireAsync(live.Archive, context, cancel);
        if (!archived.Any(d => d >= from && d <= to))
            throw new RefusedException(
                $"The archive has no session from {FigureText.Date(from)} to {FigureText.Date(to)}; it goes from "
                + $"{FigureText.Date(archived[0])} to {FigureText.Date(archived[^1])}.");

        var recorded = await RecordedBars.ReadAsync(live.Archive, archived.Where(d => d <= to), cancel);
        var known = recorded.Values.SelectMany(day => day).Select(s => s.Symbol)
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var symbols = asked is null ? RecordedSymbols.Of(known, context.Settings) : Known(asked, known);
        await ArchiveFindings.TellAsync(context, live.Archive, [.. archived.Where(d => d <= to)], symbols, live.Calendar, cancel);
        return await new BacktestRun(context, Book.Backtest)
        {
            Title = $"Backtest on recorded bars ({FigureText.Names(symbols)})",
            Tape = new RecordedMarket(recorded, [.. symbols]),
            Settings = context.Settings with { Symbols = symbols },
            KeepsBars = false,
            Asked = asked ?? [.. symbols, .. RecordedSymbols.Missing(symbols, context.Settings)],
            Recorded = archived,
        }.RunAsync(from, to, cancel);
    }

    private static IReadOnlyList<string> Known(IReadOnlyList<string> asked, List<string> known)
    {
        var unknown = asked.Except(known, StringComparer.Ordinal).ToList();
        return unknown.Count == 0
            ? asked
            : throw new RefusedException(
                $"The archive has no bars of {FigureText.Names(unknown)} in that time; it has {FigureText.Names(known)}.");
    }
}
