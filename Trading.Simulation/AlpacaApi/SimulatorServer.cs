using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Trading.Simulation.AlpacaApi.Data;
using Trading.Simulation.AlpacaApi.Faults;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi;

/// <summary>
/// Serves a simulated exchange over Alpaca's REST API, on 127.0.0.1 only. What it simulates it answers as Alpaca does.
/// Thread-safe.
/// </summary>
/// <remarks>
/// What exists at Alpaca and is not simulated is answered with status 501 and a sentence; docs/simulator.md lists what is served.
/// </remarks>
public sealed class SimulatorServer : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly WebApplication app;
    private readonly Simulator simulator;
    private readonly CancellationTokenSource stopping = new();
    private int disposed;

    private SimulatorServer(WebApplication app, Simulator simulator, Uri url, TimeProvider realTime)
    {
        this.app = app;
        this.simulator = simulator;
        Url = url;
        Completion = RunClockAsync(realTime);
    }

    /// <summary>The address: the root of both the trading and the market-data API.</summary>
    public Uri Url { get; }

    /// <summary>The exchange. Clients also see orders that are submitted to it directly.</summary>
    public SimulatedExchange Exchange => simulator.Exchange;

    /// <summary>The clock's time.</summary>
    public Instant Now => simulator.Now;

    /// <summary>
    /// Every route that is served, such as <c>GET /v2/orders/{order_id}</c>, sorted: Alpaca's, and the control endpoints.
    /// </summary>
    public IReadOnlyList<string> Routes =>
        [.. app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(SimulatorApi.RouteOf).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>Makes requests fail.</summary>
    public FaultInjector Faults => simulator.Faults;

    /// <summary>Every fill so far, in order.</summary>
    public IReadOnlyList<Fill> Fills => simulator.Fills;

    /// <summary>
    /// Completes when the server is disposed; fails when the clock cannot move on, for example because the tape cannot be read.
    /// </summary>
    public Task Completion { get; }

    /// <summary>Starts a server, which is ready when this returns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<SimulatorServer> StartAsync(SimulatorOptions options, CancellationToken cancel)
    {
        if (options.Pace is ClockPace.Timed { Speed: not (> 0 and <= 1_000_000) } timed)
            throw new ArgumentOutOfRangeException(nameof(options), timed.Speed,
                $"The speed is {timed.Speed}; it must be above 0 up to 1000000.");
        if (options.RateLimit is <= 0)
            throw new ArgumentOutOfRangeException(nameof(options), options.RateLimit,
                $"RateLimit is {options.RateLimit}; it must be above 0.");
        var made = new Simulator(options);
        var host = Host(options, made);
        try
        {
            await host.StartAsync(cancel);
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
        return new SimulatorServer(host, made, new Uri(host.Urls.Single()), options.RealTime);
    }

    private static WebApplication Host(SimulatorOptions options, Simulator served)
    {
        // An empty builder reads no settings, so nothing in the environment changes the address.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddRoutingCore().AddSingleton<MatcherPolicy, ExactPathPolicy>();
        var host = builder.Build();
        SimulatorApi.Map(host, options, served);
        return host;
    }

    /// <summary>Moves the clock, and trades every minute that it passes before this returns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is before the clock's.</exception>
    public void MoveTo(Instant time) => simulator.MoveTo(time);

    /// <summary>Halts trading in a symbol: orders are accepted, and none fills.</summary>
    public void Halt(string symbol) => simulator.Halt(symbol);

    /// <summary>Ends a halt.</summary>
    public void Resume(string symbol) => simulator.Resume(symbol);

    /// <summary>
    /// Announces a split: at 04:00 New York on its date the position is multiplied by its ratio and the symbol's orders are
    /// cancelled, and from then on adjusted earlier bars are divided by it.
    /// </summary>
    /// <param name="symbol">The ticker.</param>
    /// <param name="ratio">New shares per old share, above zero.</param>
    /// <param name="date">The first day with the new price.</param>
    public void AnnounceSplit(string symbol, decimal ratio, LocalDate date)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ratio);
        simulator.Change(() => simulator.Actions.Split(symbol, ratio, date, simulator.Clock.Now));
    }

    /// <summary>Announces a dividend: at 04:00 New York on its date it is paid on what is held then.</summary>
    /// <param name="symbol">The ticker.</param>
    /// <param name="amount">Dollars a share, above zero.</param>
    /// <param name="date">The first day without the dividend.</param>
    public void AnnounceDividend(string symbol, decimal amount, LocalDate date)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(amount);
        simulator.Change(() => simulator.Actions.Dividend(symbol, amount, date, simulator.Clock.Now));
    }

    /// <summary>Serves bars late, and revises them. The market does not change.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Publish(BarPublication publication) => simulator.Change(() => simulator.Bars.Add(publication));

    /// <summary>Refuses orders in a symbol, whose asset is told as inactive; or takes them again.</summary>
    public void SetActive(string symbol, bool isActive) => simulator.SetActive(symbol, isActive);

    /// <summary>Opens another account in this one's place: no positions, no orders, and so much cash, dollars.</summary>
    public void ResetAccount(decimal cash) => simulator.ResetAccount(cash);

    /// <summary>Stops the server and frees the port.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0) return;
        await stopping.CancelAsync();
        await app.StopAsync();
        await app.DisposeAsync();
        await Completion.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    private async Task RunClockAsync(TimeProvider realTime)
    {
        if (simulator.Clock.Pace is not ClockPace.Timed)
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }
        using var timer = new PeriodicTimer(Tick, realTime);
        try
        {
            while (await timer.WaitForNextTickAsync(stopping.Token)) simulator.CatchUp();
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Disposing the server ends the clock.
        }
    }
}
