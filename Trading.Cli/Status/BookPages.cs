using Trading.Adapters.Hosting;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Predicting;
using Trading.Core.Status;
using Trading.Core.Text;
using Trading.Reporting.Dashboard;
using Trading.Reporting.Explanation;

namespace Trading.Cli.Status;

/// <summary>What a dashboard of a book serves. Each page opens the book anew, because it may not be there yet when the dashboard
/// is first looked at.</summary>
/// <param name="context">The command.</param>
/// <param name="which">The book.</param>
/// <param name="exchange">The exchange that the book is traded at.</param>
/// <param name="choice">The exchange that is asked for bars when a forecast is explained.</param>
/// <param name="mayAct">Whether a person may halt and resume from the page.</param>
internal sealed class BookPages(
    CommandContext context, Book which, BookExchange exchange, ExchangeChoice choice, bool mayAct)
{
    private readonly DashboardActs? acts = mayAct && which.HasExchange() ? BookActs.Of(context, which) : null;

    /// <summary>All of them.</summary>
    public DashboardPages All => new(ReadAsync, DrawAsync, ExplainAsync) { Acts = acts };

    /// <summary>Reads where everything stands.</summary>
    private async Task<StatusReport> ReadAsync(CancellationToken cancel)
    {
        using var book = OpenBook.ToRead(context, which);
        return await BookStatus.ReadAsync(context, book, exchange, cancel);
    }

    private async Task<string> DrawAsync(DashboardRequest request, CancellationToken cancel)
    {
        using var book = OpenBook.ToRead(context, which);
        var ports = book.Stores.With(book.Clock, book.Calendar, exchange.MarketData, exchange.Broker);
        var source = new DashboardSource(
            stop => BookStatus.ReadAsync(context, book, exchange, stop),
            async (day, filter, stop) => await DecisionReader.ReadAsync(book.Journal, day, filter, stop),
            (id, stop) => TradeReader.FindAsync(ports, book.Settings, id, stop));
        return await DashboardSite.RenderAsync(request, source, Options, cancel);
    }

    private DashboardOptions Options => new()
    {
        Title = TitleOf(which),
        MinConfidence = context.Settings.Risk.MinConfidence,
        ExplainPath = DashboardServer.ExplainPath,
        Acting = acts is null ? null : new DashboardActing
        {
            Token = acts.Token,
            SaleTime = "now while it is open, else with the first scan after the opening bell",
        },
    };

    /// <summary>A page that explains the newest forecast of a symbol, or that of another minute.</summary>
    /// <param name="symbol">The ticker.</param>
    /// <param name="at">The minute as it is typed for <c>trading explain --at</c>; empty for the newest.</param>
    /// <param name="cancel">Ends it.</param>
    /// <exception cref="RefusedException">There is nothing to explain; the message says why.</exception>
    private async Task<string> ExplainAsync(string symbol, string at, CancellationToken cancel)
    {
        var minute = at.Length == 0 ? null
            : MinuteChoice.TryParse(at) ?? throw new RefusedException(
                $"at is '{VisibleText.Beginning(at)}'; it may be {MinuteChoice.Allowed}.");
        using var asked = await ModelToAsk.OpenAsync(
            context, which, choice with { Simulator = which == Book.Simulator }, cancel);
        var found = await ExplainedForecast.FindAsync(asked, symbol.ToUpperInvariant(), minute, cancel);
        return ExplanationPage.Render(found.Explanation, new ExplanationOptions
        {
            Title = TitleOf(which),
            Source = found.Bars.Source,
            Notes = [.. ForecastNotes.Of(found)],
            BackPath = "/",
        });
    }

    // "Live" is the word for real money on that page, and the live book may well be a paper account's.
    private static string TitleOf(Book book) => book == Book.Live ? "" : $"{book.ToString().ToLowerInvariant()} book";
}
