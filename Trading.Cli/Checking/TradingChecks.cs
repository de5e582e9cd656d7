using Trading.Adapters.Exchanges;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Connecting;
using Trading.Cli.Input;

namespace Trading.Cli.Checking;

/// <summary>Looks at what trading needs: the exchange, the book, and the model.</summary>
internal static class TradingChecks
{
    /// <summary>The results, in order.</summary>
    public static async Task<IReadOnlyList<CheckResult>> RunAsync(
        CommandContext context, ExchangeChoice choice, Book book, CancellationToken cancel)
    {
        var lines = new List<CheckResult>();
        IClock clock = SystemClock.Instance;
        var read = ExchangeSelection.Read(context, choice);
        using var connection = Connection.TryOver(context, read, Patience.OneAttempt);
        if (connection is not null)
        {
            lines.Add(CheckResult.Good("credentials", connection.IsSimulator ? "the simulator needs none" : "both keys are set"));
            lines.AddRange(await new ExchangeChecks(connection.Exchange, context.Settings).RunAsync(cancel));
            if (connection.Clock.IsSynced) clock = connection.Clock;
        }
        else
        {
            lines.Add(CheckResult.Bad("credentials", read.Error));
            lines.AddRange(ExchangeChecks.Names.Select(name => CheckResult.Bad(name, "cannot be asked for without them.")));
        }
        lines.Add(await LocalChecks.StorageAsync(context, book, cancel));
        lines.Add(await LocalChecks.ModelAsync(context, book, clock, cancel));
        return lines;
    }
}
