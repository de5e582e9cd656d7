using Trading.Adapters.Hosting;
using Trading.Cli.Connecting;
using Trading.Cli.Halting;
using Trading.Cli.Output;
using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Core.Training;
using Trading.Reporting;

namespace Trading.Cli.Running;

/// <summary>
/// What happens before the first minute: asks the exchange whether the account may trade, reconciles, and tells where things
/// stand. An exchange that does not answer is asked again until it does; one that refuses ends the command.
/// </summary>
internal sealed class RunStart(Connection connection, TradingSettings settings, CalendarKeeper calendar, Action<RunLine> tell)
{
    private static readonly TimeSpan FirstRest = TimeSpan.FromSeconds(2);
    private static readonly Duration MostSkew = Duration.FromMinutes(5);
    private static readonly TimeSpan LongestRest = TimeSpan.FromSeconds(30);

    /// <summary>The settings with the symbols that are traded, once everything has answered.</summary>
    /// <exception cref="RefusedException">
    /// The account may not trade, or a symbol is unknown while nothing is held; the message says more.
    /// </exception>
    public async Task<TradingSettings> RunAsync(CancellationToken stop)
    {
        var rest = FirstRest;
        var errors = new RunErrors(tell, connection.Events);
        while (true)
        {
            try
            {
                var account = await connection.Exchange.GetReadinessAsync(stop);
                if (account.Error is { } error) throw new RefusedException(error);
                await connection.Clock.SyncAsync(stop);
                await calendar.KeepAsync(connection.Clock.GetCurrentInstant(), stop);
                var books = await new AccountReconciler(connection.Ports).ReconcileAsync(stop);
                var symbols = await SymbolsAsync(books.View.Positions.Count > 0, stop);
                var ready = settings with { Symbols = symbols };
                try
                {
                    await RefuseLaterBookAsync(stop);
                    await GreetAsync(account, books, ready, stop);
                }
                catch (StorageException e) when (books.View.Positions.Count > 0)
                {
                    // What is held has to be sold before the close, whatever else is wrong.
                    errors.Tell("journal", e, connection.Clock.GetCurrentInstant());
                }
                return ready;
            }
            catch (BrokerUnavailableException e) when (!e.IsRefusal)
            {
                errors.Tell("exchange", e, null);
            }
            catch (BrokerUnavailableException e)
            {
                throw new RefusedException(e.Message);
            }
            await Task.Delay(rest, stop);
            rest = rest * 2 < LongestRest ? rest * 2 : LongestRest;
        }
    }

    private async Task<IReadOnlyList<string>> SymbolsAsync(bool holds, CancellationToken stop)
    {
        try
        {
            return await TradedSymbols.FindAsync(connection.Exchange, settings, stop);
        }
        catch (BrokerUnavailableException e) when (e.IsRefusal && holds)
        {
            tell(new RunLine(
                connection.Clock.GetCurrentInstant(), RunEvent.Trouble,
                $"{e.Message} It is left out, because what is held needs looking after.", Tone.Bad));
            return await TradedSymbols.KnownAsync(connection.Exchange, settings.Symbols, stop);
        }
    }

    // A simulator that starts anew is at its first day again, of which this book already knows every job to be done.
    private async Task RefuseLaterBookAsync(CancellationToken stop)
    {
        var now = connection.Clock.GetCurrentInstant();
        var sessions = await connection.Book.Journal.GetSessionsAsync(stop);
        var runs = sessions.Count == 0 ? [] : await connection.Book.Journal.GetJobsAsync(sessions[^1], stop);
        if (runs.Count == 0 || runs[^1].StartedAt <= now + MostSkew) return;
        var book = connection.Book;
        var next = FigureText.Date(runs[^1].StartedAt.InNewYork().Date.PlusDays(1));
        throw new RefusedException(
            $"The {book.Name} book is at {FigureText.NewYork(runs[^1].StartedAt)} New York already, and the exchange's clock "
                + $"shows "
            + $"{FigureText.NewYork(now)}: start the simulator with '--from {next}', or begin anew by moving the folder "
            + $"{book.Folder.Path} away.");
    }

    private async Task GreetAsync(
        AccountReadiness account, ReconciledAccount books, TradingSettings ready, CancellationToken stop)
    {
        var now = connection.Clock.GetCurrentInstant();
        var mode = connection.Exchange.Mode;
        var inUse = new ModelInUse(connection.Book.Models, ready, mode, connection.Clock);
        var (model, reason) = await inUse.GetAsync(stop);
        var positions = books.View.Positions;
        var holds = positions.Count == 0 ? "nothing" : string.Join(", ", positions.Select(p => $"{p.Quantity} {p.Symbol}"));
        tell(new RunLine(
            now,
            RunEvent.Started,
            mode switch
            {
                TradingMode.Live => "trading LIVE, with REAL MONEY",
                TradingMode.Paper => "trading on paper",
                _ => $"trading at the simulated exchange ({connection.Exchange.Address.GetLeftPart(UriPartial.Authority)})",
            } + $": equity {FigureText.Money(account.Equity)}, buying power {FigureText.Money(account.BuyingPower)}, "
                + $"holding {holds}; symbols {FigureText.Names(ready.Symbols)}",
            mode == TradingMode.Live ? Tone.Bad : Tone.Plain,
            new
            {
                mode,
                account.Equity,
                account.BuyingPower,
                symbols = ready.Symbols,
                model = model?.Id,
                mayTrade =
                model?.MayTrade ?? false,
                books.Halt
            }));
        foreach (var surprise in books.Reconciliation.Surprises) tell(new RunLine(now, RunEvent.Started, surprise, Tone.Caution));
        if (books.Halt is { } halt) tell(new RunLine(now, RunEvent.Started, HaltText.Of(halt, connection.Book.Book), Tone.Bad));
        tell(new RunLine(
            now, RunEvent.Started, $"model: {StandingText.Of(reason)}", model is { MayTrade: true } ? Tone.Good : Tone.Caution));
    }
}
