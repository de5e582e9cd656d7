using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Simulation.Exchange;
using Trading.Simulation.Markets;

namespace Trading.Simulation.Backtest;

/// <summary>Checks the invariants on the exchange and the journal after every step and keeps the breaches.</summary>
public sealed class StepMonitor(
    SimulatedExchange exchange,
    RecordingBroker recordingBroker,
    RecordingMarketData marketData,
    IMarketTape tape,
    BacktestStores stores,
    TradingSettings settings)
{
    private const int MostKept = 200;
    private readonly List<string> breaches = [];
    private readonly Dictionary<string, int> schemas = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> bareSteps = new(StringComparer.Ordinal);
    private readonly ProtectionAudit protections = new(settings.Risk.Protections, exchange.Account.Equity);
    private CurrentModel model = CurrentModel.None;
    private IReadOnlyList<OrderIntent> intents = [];
    private LocalDate? intentsOf;

    /// <summary>Every breach so far, at most a few hundred.</summary>
    public IReadOnlyList<string> Breaches => breaches;

    /// <summary>Remembers which model is in use when the step begins.</summary>
    public async Task BeginAsync(CancellationToken cancel) => model = (await stores.Models.GetCurrentAsync(cancel)).Current;

    /// <summary>Checks the step that was just made.</summary>
    public async Task CheckAsync(Session session, Instant minute, CancellationToken cancel)
    {
        // Intents change only when something is sent, or when an order in doubt is settled while a position is held.
        if (recordingBroker.TakeActivity() || intentsOf != session.Date || exchange.Positions.Count > 0)
        {
            intents = await stores.Journal.GetIntentsAsync(session.Date, cancel);
            intentsOf = session.Date;
        }
        await LearnSchemasAsync(cancel);
        var view = new BrokerView(exchange.Account, exchange.Positions, exchange.Orders(session.Open));
        CountBareSteps(view, minute);
        var step = new StepSnapshot
        {
            Session = session,
            Minute = minute,
            Limits = settings.Risk,
            Promotion = settings.Learning.Promotion,
            Mode = recordingBroker.Mode,
            Exchange = view,
            StepsWithoutCover = bareSteps,
            Intents = intents,
            Model = model,
            SchemaOf = id => schemas.TryGetValue(id, out var version) ? version : null,
            RecordedClose = RecordedClose,
            SentWithoutIntent = recordingBroker.TakeWithoutIntent(),
            ServedTooEarly = marketData.TakeServedTooEarly(),
        };
        var ofLimits = protections.Breaches(step).Select(what => $"{minute.InNewYork():uuuu-MM-dd HH:mm}: {what}");
        foreach (var breach in Invariants.Breaches(step).Concat(ofLimits))
        {
            if (breaches.Count < MostKept) breaches.Add(breach);
        }
    }

    private void CountBareSteps(BrokerView view, Instant minute)
    {
        var bare = view.Positions.Where(p => !Invariants.IsCovered(p, view, minute)).Select(p => p.Symbol).ToList();
        foreach (var symbol in bareSteps.Keys.Except(bare, StringComparer.Ordinal).ToList()) bareSteps.Remove(symbol);
        foreach (var symbol in bare) bareSteps[symbol] = bareSteps.GetValueOrDefault(symbol) + 1;
    }

    private async Task LearnSchemasAsync(CancellationToken cancel)
    {
        foreach (var id in new[] { model.Promoted, model.Newest })
        {
            if (id is null || schemas.ContainsKey(id)) continue;
            schemas[id] = (await stores.Models.LoadAsync(id, cancel)).Card.SchemaVersion;
        }
    }

    private decimal? RecordedClose(string symbol, Instant start)
    {
        var series = tape.Read(start.InNewYork().Date).FirstOrDefault(s => s.Symbol == symbol);
        if (series is null) return null;
        var bar = series.Between(start, start + Bar.Length);
        return bar.IsEmpty ? null : bar[0].Close;
    }
}
