using Trading.Adapters.LocalStorage;
using Trading.Cli.Connecting;
using Trading.Cli.Input;
using Trading.Cli.Notifying;
using Trading.Core.Events;
using Trading.Core.Storage;

namespace Trading.Cli.Halting;

/// <summary>What a halt came to.</summary>
/// <param name="Halt">The halt that stands; null when it could not be written down.</param>
/// <param name="Failure">Why it could not; null when it stands.</param>
/// <param name="Gap">The place where a halt that stands could not be written; null when it is in both.</param>
/// <param name="Sold">What selling everything came to; null when it was not asked for.</param>
/// <param name="Untold">Why a service was not notified, in sentences.</param>
internal sealed record HaltOutcome(
    Halt? Halt, string? Failure, StorageException? Gap, Sale? Sold, IReadOnlyList<string> Untold);

/// <summary>Halts and resumes a book: the one way behind the commands and the dashboard's buttons.</summary>
internal static class BookHalt
{
    /// <summary>Halts a book, and sells what is held where that is asked for, also when the halt cannot be written
    /// down.</summary>
    public static async Task<HaltOutcome> HaltAsync(
        CommandContext context, OpenBook book, ExchangeChoice choice, bool flatten, string reason, CancellationToken cancel)
    {
        var untold = new List<string>();
        await using var notifier = CliNotifier.Of(context, choice, untold.Add);
        // Before the broker is asked anything, so that the halt stands even when selling fails.
        var (halt, failure) = await WriteAsync(book, flatten, reason, cancel);
        if (halt is not null) notifier.Emit(new Halted(halt.Since, halt));
        var gap = halt is null ? null : await book.Journal.FindHaltGapAsync(cancel);
        // What is held is sold even when the halt cannot be written down.
        var sold = flatten ? await SellAsync(context, choice, halt is not null, notifier, cancel) : null;
        await notifier.DisposeAsync();
        return new(halt, failure, gap, sold, [.. notifier.SettingErrors, .. untold]);
    }

    /// <summary>Lifts the halt that stands, and returns it with the reasons why a service was not notified; null when there was
    /// none.</summary>
    /// <exception cref="RefusedException">The halt was changed at the same moment.</exception>
    public static async Task<(Halt? Lifted, IReadOnlyList<string> Untold)> LiftAsync(
        CommandContext context, Book which, ExchangeChoice choice, CancellationToken cancel)
    {
        var lifted = await LiftAsync(context, which, cancel);
        var untold = new List<string>();
        await using (var notifier = CliNotifier.Of(context, choice, untold.Add))
        {
            if (lifted is not null) notifier.Emit(new Resumed(SystemClock.Instance.GetCurrentInstant(), lifted));
            untold.AddRange(notifier.SettingErrors);
        }
        return (lifted, untold);
    }

    // Looks first and opens the book to write only for a halt that stands, so that a book that does not exist is not created.
    private static async Task<Halt?> LiftAsync(CommandContext context, Book which, CancellationToken cancel)
    {
        using (var look = OpenBook.ToRead(context, which))
        {
            if ((await look.Journal.GetStateAsync(cancel)).Halt is null) return null;
        }
        using var book = OpenBook.ToWrite(context, which);
        var (isLifted, lifted) = await book.Journal.ResumeAsync(cancel);
        return isLifted
            ? lifted
            : throw new RefusedException(
                "Another process changed the halt at the same moment, so it stands: "
                + "look at 'trading status', then resume again.");
    }

    private static async Task<(Halt? Halt, string? Failure)> WriteAsync(
        OpenBook book, bool flatten, string reason, CancellationToken cancel)
    {
        try
        {
            return (await book.Journal.HaltAsync(await BookTime.LastAsync(book, cancel), flatten, reason, cancel), null);
        }
        catch (StorageException e)
        {
            return (
                null,
                $"NOT HALTED: the halt could not be written down, so 'run' buys again as soon as it can: stop it. {e.Message}");
        }
    }

    private static async Task<Sale> SellAsync(
        CommandContext context, ExchangeChoice choice, bool isHalted, ITradingEvents events, CancellationToken cancel)
    {
        var read = ExchangeSelection.Read(context, choice);
        using var connection = Connection.TryOver(context, read, events: events);
        return connection is null
            ? new Sale(
                false, true,
                $"Nothing was sold{(isHalted ? " now: the next scan of 'trading run' does it" : "")}. {read.Error}")
            : await new Selling(connection.Ports, connection.Clock, connection.Exchange.Calendar.RefreshAsync).RunAsync(cancel);
    }
}
