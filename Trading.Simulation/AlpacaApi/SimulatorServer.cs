using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Trading.Simulation.AlpacaApi.Faults;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi;

/// <summary>
/// Serves a simulated exchange over Alpaca's REST API, on 127.0.0.1 only. What it simulates it answers as Alpaca does.
/// Thread-safe.
/// </summary>
/// <remarks>
/// Not simulated: streams, stop and trailing orders outside brackets, notional and fractional orders, one-cancels-other and
/// one-triggers-other orders, time in force other than day and gtc, bars other than one minute, activities, portfolio history.
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

    /// <summary>Announces a split: from 04:00 New York on its date, adjusted earlier bars are divided by its ratio.</summary>
    /// <param name="symbol">The ticker.</param>
    /// <param name="ratio">New shares per old share, above zero.</param>
    /// <param name="date">The first day with the new price.</param>
    public void AnnounceSplit(string symbol, decimal ratio, LocalDate date)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ratio);
        simulator.AnnounceSplit(symbol, ratio, date);
    }

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
