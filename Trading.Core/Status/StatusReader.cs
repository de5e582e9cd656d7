using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Scheduling;
using Trading.Core.Settings;
using Trading.Core.Storage;

namespace Trading.Core.Status;

/// <summary>
/// Asks each part of the system where it stands: journal, broker, models and market data. A part that does not answer never keeps
/// the others from being shown. Safe for use by many threads.
/// </summary>
/// <param name="ports">What is asked.</param>
/// <param name="settings">The settings in force.</param>
/// <param name="hasExchange">Whether there is an exchange to ask; without one, broker and market data are left out.</param>
public sealed class StatusReader(TradingPorts ports, TradingSettings settings, bool hasExchange = true) : IDisposable
{
    // Any symbol tells whether the feed answers.
    private const string AnySymbol = "SPY";
    private static readonly JobKind[] Jobs = Enum.GetValues<JobKind>();

    private readonly DueRule due = new(ports.Calendar, settings.Schedule);
    private readonly JournalPart journal = new(ports, settings);
    private readonly BrokerPart broker = new(ports.Broker);
    private readonly ProtectionsPart protections = new(ports, settings.Risk.Protections);
    private readonly ModelPart model = new(ports, settings);

    /// <summary>The report of this moment.</summary>
    public async Task<StatusReport> ReadAsync(CancellationToken cancel)
    {
        var now = ports.Clock.GetCurrentInstant();
        var session = ports.Calendar.LastOpened(now);
        var health = new List<Health>();
        var report = new StatusReport
        {
            At = now,
            Mode = ports.Broker.Mode,
            Session = session,
            IsOpen = session.Contains(now),
            NextBell = session.Contains(now) ? session.Close : NextOpen(now),
            Health = health,
            HasExchange = hasExchange,
            Jobs = [.. Jobs.Select(name => new JobStatus(name, null, due.NextOf(name, now)))],
        };
        TradingState? state = null;
        await PartAsync("journal", async () =>
        {
            state = await ports.Journal.GetStateAsync(cancel);
            report = report with
            {
                Halt = state.Halt,
                HeldByJournal = [.. state.OpenIntents.Where(i => i.Status == IntentStatus.Holding)],
            };
            report = await journal.AddAsync(report, cancel);
        });
        if (hasExchange)
            await PartAsync("broker", async () => report = await broker.AddAsync(report, state?.OpenIntents, cancel));
        if (protections.HasLimits)
            await PartAsync("limits", async () => report = await protections.AddAsync(report, cancel));
        await PartAsync("models", async () => report = report with { Model = await model.ReadAsync(cancel) });
        if (hasExchange)
            await PartAsync("market data", () => ports.MarketData.GetLatestQuotesAsync(
                [settings.Symbols is [var first, ..] ? first : AnySymbol], cancel));
        return report;

        async Task PartAsync(string part, Func<Task> ask)
        {
            try
            {
                await ask();
                health.Add(new Health(part, null));
            }
            catch (Exception e) when (e is not OutOfMemoryException && !cancel.IsCancellationRequested)
            {
                health.Add(new Health(part, e.Message));
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => model.Dispose();

    private Instant NextOpen(Instant now) =>
        ports.Calendar.SessionOn(now.InNewYork().Date) is { } today && today.Open > now
            ? today.Open
            : ports.Calendar.SessionAfter(now.InNewYork().Date).Open;
}
