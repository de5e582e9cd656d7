using System.Diagnostics;
using Trading.Core;
using Trading.Core.Execution;
using Trading.Core.Market;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Reporting.Backtests;
using Trading.Simulation.Exchange;
using Trading.Simulation.Markets;

namespace Trading.Simulation.Backtest;

/// <summary>
/// Runs the jobs of the live system on a virtual clock against a tape and the simulated exchange, and checks the
/// invariants after every step.
/// </summary>
/// <remarks>
/// The first traded session uses the model that it would have if the system had run since the tape began: the backtest runs the
/// nightly training from the first night whose window the tape covers. So a week's trades do not depend on the range that the
/// backtest trades.
/// </remarks>
public sealed class Backtester
{
    private readonly IMarketTape tape;
    private readonly IMarketCalendar calendar;
    private readonly TradingSettings settings;
    private readonly BacktestStores stores;
    private readonly BacktestOptions options;
    private readonly SessionRecord record = new();
    private readonly PredictionFigures figures;

    /// <summary>Prepares a run; <paramref name="stores"/> must be empty.</summary>
    /// <param name="tape">The market.</param>
    /// <param name="calendar">When it trades.</param>
    /// <param name="settings">Symbols not on the tape are left out.</param>
    /// <param name="stores">Where the run writes.</param>
    /// <param name="options">How it is run.</param>
    public Backtester(
        IMarketTape tape, IMarketCalendar calendar, TradingSettings settings, BacktestStores stores, BacktestOptions options)
    {
        this.tape = tape;
        this.calendar = calendar;
        var onTape = tape.Symbols.ToHashSet(StringComparer.Ordinal);
        this.settings = settings with { Symbols = [.. settings.Symbols.Where(onTape.Contains)] };
        this.stores = stores;
        this.options = options;
        figures = new PredictionFigures(settings.Risk.MinConfidence, tape.Oracle);
    }

    /// <summary>Trades the tape's sessions from <paramref name="from"/> to <paramref name="to"/>, both included.</summary>
    /// <exception cref="ArgumentException">The tape has no session between the two; the message says what it has.</exception>
    public async Task<BacktestResult> RunAsync(
        LocalDate from, LocalDate to, IProgress<BacktestProgress>? progress, CancellationToken cancel)
    {
        var started = Stopwatch.GetTimestamp();
        var traded = tape.Sessions.Where(d => d >= from && d <= to).Select(SessionOn).ToList();
        if (traded.Count == 0)
        {
            throw new ArgumentException(tape.Sessions.Count == 0
                ? "There are no recorded sessions to trade."
                : $"There is no recorded session from {from:uuuu-MM-dd} to {to:uuuu-MM-dd}; the recording goes from "
                    + $"{tape.Sessions[0]:uuuu-MM-dd} to {tape.Sessions[^1]:uuuu-MM-dd}.", nameof(from));
        }
        var firstNight = tape.Sessions.Where(d => d < traded[0].Date).Cast<LocalDate?>().FirstOrDefault(d => IsCovered(d!.Value));
        var nights = firstNight is { } since ? calendar.SessionsBetween(since, traded[0].Date.PlusDays(-1)).ToList() : [];
        var first = nights.Count > 0 ? nights[0] : traded[0];
        var clock = new VirtualClock(ExchangeTime.At(first.Date, LocalTime.Midnight));
        var exchange = new SimulatedExchange(calendar, new ExchangeOptions
        {
            StartingCash = options.StartingCash,
            SlippageBps = settings.Learning.CostBps,
        });
        var broker = new SimulatedBroker(exchange, clock);
        var recordingBroker = new RecordingBroker(broker, stores.Journal, () => clock.GetCurrentInstant().InNewYork().Date);
        var marketData = new RecordingMarketData(new TapeMarketData(tape, clock), clock);
        var taped = new TapeArchive(tape);
        IBarArchive archive = options.KeepsBars ? stores.Archive : new PastSessions(taped, calendar, clock);
        var ports = new TradingPorts(
            clock, calendar, marketData, options.Between?.Invoke(recordingBroker) ?? recordingBroker, stores.Journal,
            stores.Models, archive)
        {
            Record = stores.Record,
            ModelCache = stores.ModelCache,
        };
        var systems = Enumerable.Range(0, options.Instances).Select(_ => new TradingSystem(ports, settings)).ToList();
        var monitor = new StepMonitor(exchange, recordingBroker, marketData, tape, stores, settings);

        await NightsAhead.TrainAsync(
            tape, taped, calendar, settings, stores.ModelCache, traded[^1].Date, progress, cancel);
        for (var i = 0; i < nights.Count; i++)
        {
            progress?.Report(new BacktestProgress("learning the past", nights[i].Date, i, nights.Count));
            await LearnAsync([nights[i]], clock, systems[0], cancel);
        }
        record.Sample(traded[0].Open, options.StartingCash);
        for (var i = 0; i < traded.Count; i++)
        {
            progress?.Report(new BacktestProgress("trading", traded[i].Date, i, traded.Count));
            // A session that is missing from the tape is not traded, but its nightly job runs, so that results do not depend on
            // the range.
            if (i > 0)
            {
                var between = calendar.SessionsBetween(traded[i - 1].Date.PlusDays(1), traded[i].Date.PlusDays(-1));
                await LearnAsync(between, clock, systems[0], cancel);
            }
            await TradeAsync(traded[i], clock, systems, exchange, monitor, cancel);
            figures.Add(await stores.Journal.GetPredictionsAsync(traded[i].Date, null, cancel));
            await stores.SessionOver(traded[i].Date, cancel);
        }
        return await new ResultBuilder(tape, calendar, settings, stores, options, record, figures, monitor.Breaches)
            .BuildAsync(
                (from, to), [.. traded.Select(s => s.Date)], exchange.Account.Equity,
                Stopwatch.GetElapsedTime(started).TotalSeconds, cancel);
    }

    private async Task LearnAsync(IEnumerable<Session> nights, VirtualClock clock, TradingSystem system, CancellationToken cancel)
    {
        foreach (var night in nights)
        {
            clock.MoveTo(ExchangeTime.At(night.Date, settings.Schedule.TrainTime));
            Record(await system.Runner.TickAsync(JobKind.NightlyRetrain, cancel));
        }
    }

    private async Task TradeAsync(
        Session session, VirtualClock clock, IReadOnlyList<TradingSystem> systems, SimulatedExchange exchange,
        StepMonitor monitor, CancellationToken cancel)
    {
        await StepAsync(ExchangeTime.At(session.Date, settings.Schedule.RebalanceTime));
        var minutes = new SessionMinutes(tape.Read(session.Date));
        for (var minute = session.Open; minute < session.Close; minute += Bar.Length)
        {
            await StepAsync(minute);
            exchange.AdvanceMinute(minute, minutes.At(minute));
            record.Sample(minute + Bar.Length, exchange.Account.Equity);
        }
        await StepAsync(session.Close);
        record.EndSession(exchange.Account.Equity, exchange.Positions.Count == 0);
        await StepAsync(ExchangeTime.At(session.Date, settings.Schedule.TrainTime));

        async Task StepAsync(Instant instant)
        {
            clock.MoveTo(instant);
            await monitor.BeginAsync(cancel);
            foreach (var system in systems)
            {
                foreach (var run in await system.Runner.TickAsync(cancel)) Record(run);
            }
            await monitor.CheckAsync(session, instant, cancel);
        }
    }

    private void Record(JobRunRow? run)
    {
        if (run is not null) record.Add(run);
    }

    private bool IsCovered(LocalDate night) =>
        SessionWindow.Ending(night, settings.Learning.TrainingDays, calendar).IsCoveredBy(tape.Sessions);

    private Session SessionOn(LocalDate date) => calendar.SessionOn(date)
        ?? throw new ArgumentException($"The tape has bars on {date:uuuu-MM-dd}, when the exchange is closed.", nameof(date));
}
