using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Trading.Simulation.AlpacaApi.Faults;
using Trading.Simulation.AlpacaApi.Http;
using Trading.Simulation.Exchange;

namespace Trading.Simulation.AlpacaApi;

/// <summary>
/// A paper exchange on this machine that speaks Alpaca's REST API: a client cannot tell it from the real one as far as it is simulated.
/// Listens on 127.0.0.1 alone. Thread-safe.
/// </summary>
/// <remarks>
/// Not simulated: streams, stop and trailing orders of their own, notional and fractional orders, one-cancels-other and
/// one-triggers-other orders, time in force other than day and gtc, bars other than one minute, activities, portfolio history.
/// </remarks>
public sealed class AlpacaApiServer : IAsyncDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(100);

    private readonly WebApplication app;
    private readonly Simulator simulator;
    private readonly CancellationTokenSource stopping = new();
    private int disposed;

    private AlpacaApiServer(WebApplication app, Simulator simulator, Uri url, TimeProvider realTime)
    {
        this.app = app;
        this.simulator = simulator;
        Url = url;
        Completion = RunClockAsync(realTime);
    }

    /// <summary>Where it listens; the root of both the trading and the market-data API.</summary>
    public Uri Url { get; }

    /// <summary>The exchange behind it. Orders sent to it directly are seen by clients too.</summary>
    public SimulatedExchange Exchange => simulator.Exchange;

    /// <summary>What its clock shows.</summary>
    public Instant Now => simulator.Now;

    /// <summary>What goes wrong with requests.</summary>
    public FaultSwitches Faults => simulator.Faults;

    /// <summary>Everything that changed hands so far, in order.</summary>
    public IReadOnlyList<Fill> Fills => simulator.Fills;

    /// <summary>Ends when the server has been disposed of; fails when its clock can go no further, for instance because a tape cannot be read.</summary>
    public Task Completion { get; }

    /// <summary>Starts a server; it answers when this returns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range; the message names it.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<AlpacaApiServer> StartAsync(AlpacaApiOptions options, CancellationToken cancel)
    {
        if (options.Pace is ClockPace.Timed { Speed: not (> 0 and <= 1_000_000) } timed)
            throw new ArgumentOutOfRangeException(nameof(options), timed.Speed, $"The speed is {timed.Speed}; it must be above 0 up to 1000000.");
        if (options.RateLimit is <= 0)
            throw new ArgumentOutOfRangeException(nameof(options), options.RateLimit, $"RateLimit is {options.RateLimit}; it must be above 0.");
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
        return new AlpacaApiServer(host, made, new Uri(host.Urls.Single()), options.RealTime);
    }

    private static WebApplication Host(AlpacaApiOptions options, Simulator served)
    {
        // An empty builder reads no settings, so nothing in the environment can make it listen elsewhere.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var host = builder.Build();
        host.Run(new RequestPipeline(options, served).HandleAsync);
        return host;
    }

    /// <summary>Moves the clock; every minute that it passes is traded before this returns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The moment lies in the clock's past.</exception>
    public void MoveTo(Instant moment) => simulator.MoveTo(moment);

    /// <summary>Stops trading in a symbol: orders are taken, and none fills.</summary>
    public void Halt(string symbol) => simulator.Halt(symbol);

    /// <summary>Ends a halt.</summary>
    public void Resume(string symbol) => simulator.Resume(symbol);

    /// <summary>Announces a split: from 04:00 New York of its date on, earlier bars are divided for whoever asks for adjusted ones.</summary>
    /// <param name="symbol">The ticker.</param>
    /// <param name="ratio">New shares for an old one, above zero.</param>
    /// <param name="date">The first day at the new price.</param>
    public void AnnounceSplit(string symbol, decimal ratio, LocalDate date)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(ratio);
        simulator.Announce(symbol, ratio, date);
    }

    /// <summary>Stops listening and lets the port go.</summary>
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
        if (simulator.Pace is not ClockPace.Timed)
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
            // The server is being disposed of, which is how a clock ends.
        }
    }
}
