using Trading.Adapters.Hosting;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Core.Learning;
using Trading.Core.Training;

namespace Trading.Cli.Predicting;

/// <summary>The model in use of a book, with the newest bars that it can be asked about: the feed's where there is a connection,
/// else the archive's.</summary>
internal sealed class ModelToAsk : IDisposable
{
    private readonly Connection? connection;

    private ModelToAsk(Connection? connection, OpenBook book) => (this.connection, Book) = (connection, book);

    /// <summary>The book, open to read.</summary>
    public OpenBook Book { get; }

    /// <summary>The newest session of which there are bars.</summary>
    public NewestBars Newest { get; private set; } = null!;

    /// <summary>The model.</summary>
    public UsableModel Model { get; private set; } = null!;

    /// <summary>Its card.</summary>
    public ModelCard Card { get; private set; } = null!;

    /// <summary>The symbols that it is asked about.</summary>
    public IReadOnlyList<string> Symbols => RecordedSymbols.Of(Card.Symbols, Book.Settings);

    /// <summary>Opens a book and loads its model.</summary>
    /// <exception cref="RefusedException">There are no bars, or there is no model to ask; the message says why.</exception>
    public static async Task<ModelToAsk> OpenAsync(
        CommandContext context, Book which, ExchangeChoice choice, CancellationToken cancel)
    {
        var asked = new ModelToAsk(Connect(context, choice, which), OpenBook.ToRead(context, which));
        try
        {
            await asked.LoadAsync(context, cancel);
            return asked;
        }
        catch
        {
            asked.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Book.Dispose();
        connection?.Dispose();
    }

    private async Task LoadAsync(CommandContext context, CancellationToken cancel)
    {
        Newest = connection is null
            ? await NewestBars.RecordedAsync(Book, context, cancel)
            : await NewestBars.LiveAsync(connection, cancel);
        var inUse = new ModelInUse(
            Book.Models, context.Settings, Book.Mode,
            connection is null ? await Book.OwnClockAsync(cancel) : connection.Clock);
        var (model, reason) = await inUse.GetAsync(cancel);
        Model = model
            ?? throw new RefusedException($"There is no model to ask in the {Book.Name} book: {StandingText.Of(reason)}");
        Card = (await Book.Models.GetCardsAsync(cancel)).Single(c => c.Id == model.Id);
    }

    // The demo's and the backtest's books have no feed; the live one has as soon as there are keys.
    private static Connection? Connect(CommandContext context, ExchangeChoice choice, Book which)
    {
        if (choice.Simulator) return Connection.Open(context, choice);
        return which == ExchangeSelection.BookOf(context, choice)
            ? Connection.TryOver(context, ExchangeSelection.Read(context, choice))
            : null;
    }
}
