using System.Diagnostics;
using System.Globalization;
using NodaTime.Text;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Simulation.AlpacaApi;
using Trading.Simulation.Markets;
using Trading.Simulation.Markets.Synthetic;

namespace Trading.Benchmarks;

/// <summary>
/// <c>scan SYMBOLS [WARM] [unpredicted]</c>: the scans of many symbols over HTTP and a running Azurite, cold, a number of times
/// warm, and restored; without predictions, so that the emulated tables take no part, when there is no model. The exchange and the night that trains the
/// model are processes of their own, so that time and memory are the app's.
/// </summary>
internal static class ScanAtScale
{
    /// <summary>The word that asks for it.</summary>
    public const string Verb = "scan";

    private const string Serve = "serve";
    private const string Night = "night";
    private static readonly LocalDate Day = new(2025, 11, 12);
    private static readonly LocalDateTimePattern Moment = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm");

    public static Task RunAsync(string[] args) => args switch
    {
        [_, Serve, var symbols] => ServeAsync(int.Parse(symbols, CultureInfo.InvariantCulture)),
        [_, Night, var prefix] => LearnAsync(prefix),
        [_, var symbols, var warm, .. var rest] => MeasureAsync(
            int.Parse(symbols, CultureInfo.InvariantCulture), int.Parse(warm, CultureInfo.InvariantCulture), rest.Length == 0),
        _ => MeasureAsync(10_000, 20, true),
    };

    private static async Task LearnAsync(string prefix)
    {
        await using var app = await App.OnTheEveningBeforeAsync(Day, prefix);
        Console.WriteLine(await app.RunAsync(JobKind.NightlyRetrain));
    }

    /// <summary>Serves an exchange whose clock is moved by the lines of standard input; each is answered with the number of
    /// requests so far.</summary>
    private static async Task ServeAsync(int symbols)
    {
        var calendar = new NyseCalendar();
        var requests = 0;
        var tape = new SyntheticMarket(
            new SyntheticMarketOptions
            {
                Kind = SyntheticMarketKind.Noise,
                First = Day,
                Last = Day,
                Rules = new TradePlan(0.02m, 0.04m, 2m, Duration.FromMinutes(5)),
                Symbols = MadeUpTickers.Of(symbols),
            },
            calendar);
        _ = tape.Read(Day);
        await using var exchange = await SimulatorServer.StartAsync(
            new SimulatorOptions
            {
                Tape = tape,
                Calendar = calendar,
                Start = ExchangeTime.At(Day, new LocalTime(9, 0)),
                Pace = new ClockPace.Stepped(),
                OnRequest = _ => Interlocked.Increment(ref requests),
            },
            CancellationToken.None);
        Console.WriteLine(exchange.Url);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            exchange.MoveTo(ExchangeTime.At(Day, Moment.Parse(line).Value.TimeOfDay));
            Console.WriteLine(Volatile.Read(ref requests));
        }
    }

    private static async Task MeasureAsync(int symbols, int warm, bool predicts)
    {
        var prefix = $"s{Guid.NewGuid():N}"[..12];
        if (predicts)
        {
            using var night = Child(Night, prefix);
            await night.WaitForExitAsync();
        }
        using var exchange = Child(Serve, $"{symbols}");
        var url = new Uri((await exchange.StandardOutput.ReadLineAsync())!);
        Console.WriteLine($"{symbols} symbols at {url}");

        var time = new LocalTime(12, 0);
        await using (var first = App.At(url, prefix)) await ScanAsync(first, "cold, nothing kept");
        await using (var running = App.At(url, prefix))
        {
            await ScanAsync(running, "restored after a minute");
            var seconds = new List<double>();
            for (var i = 0; i < warm; i++) seconds.Add(await ScanAsync(running, "warm"));
            seconds.Sort();
            Console.WriteLine(
                $"warm: median {seconds[warm / 2]:0.00} s, p95 {seconds[(int)(warm * 0.95) - 1]:0.00} s, "
                + $"max {seconds[^1]:0.00} s");
        }
        time = time.PlusMinutes(8);
        await using (var late = App.At(url, prefix)) await ScanAsync(late, "restored, some minutes later");
        exchange.StandardInput.Close();
        await exchange.WaitForExitAsync();

        async Task<double> ScanAsync(App app, string what)
        {
            var before = await MoveAsync();
            var started = Stopwatch.GetTimestamp();
            var cpu = Environment.CpuUsage.TotalTime;
            var run = await app.RunAsync(JobKind.MinuteScan);
            var wall = Stopwatch.GetElapsedTime(started).TotalSeconds;
            var used = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
            using var self = Process.GetCurrentProcess();
            Console.WriteLine(
                $"{Moment.Format(Day + time)} {what}: {wall:0.00} s, CPU {used:0.00} s, "
                + $"{await MoveAsync() - before} requests, {self.WorkingSet64 >> 20} MiB now, "
                + $"{self.PeakWorkingSet64 >> 20} at most; "
                + $"{run.Counts}; {run.Note}");
            time = time.PlusMinutes(1);
            return wall;
        }

        async Task<int> MoveAsync()
        {
            await exchange.StandardInput.WriteLineAsync(Moment.Format(Day + time));
            await exchange.StandardInput.FlushAsync();
            return int.Parse((await exchange.StandardOutput.ReadLineAsync())!, CultureInfo.InvariantCulture);
        }
    }

    private static Process Child(string verb, string argument) => Process.Start(
        new ProcessStartInfo(Environment.ProcessPath!, [Verb, verb, argument])
        {
            RedirectStandardInput = verb == Serve,
            RedirectStandardOutput = verb == Serve,
        })!;
}
