using System.Diagnostics;
using System.Globalization;
using Trading.Adapters.LocalStorage;
using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Simulation.AlpacaApi;
using Trading.Simulation.Markets;
using Trading.Tests.Core.Storage;

namespace Trading.Tests.Cli;

/// <summary>
/// One, two and three programs <c>run</c> trade the same account and book over HTTP, from before a session's bell to the next
/// morning, and are killed at random moments and started again. The exchange's own fills judge. <c>studies/kills</c> runs it.
/// </summary>
public sealed class KillsStudy
{
    private static readonly LocalDate Day = new(2025, 11, 26);
    private static readonly Instant End = ExchangeTime.At(new(2025, 11, 28), new(4, 10));
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private static readonly string[] Options =
    [
        "--set", "TrainingDays=25", "--set", "ModelType=LightGbm", "--set", "Promotion=Always", "--set", "MinConfidence=0.5",
        "--set", "TakeProfit=0.005", "--set", "StopLoss=0.005",
    ];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task Whenever_programs_are_killed_the_journal_agrees_with_the_exchange_to_the_cent()
    {
        var kills = Setting("KILLS", 300);
        var seed = Setting("SEED", 1);
        var (done, trades, wrong) = (0, 0, new List<string>());
        for (var story = seed; done < kills; story++)
        {
            var programs = 1 + (story % 3);
            var told = await RunAsync(story, programs);
            (done, trades) = (done + told.Kills, trades + told.Trades);
            wrong.AddRange(told.Wrong.Select(w => $"seed {story}, {programs} programs: {w}"));
            Tell($"seed {story}: {programs} programs, {told.Kills} kills, {told.Trades} trades, {told.Wrong.Count} wrong");
            foreach (var line in told.Wrong) Tell($"  {line}");
        }
        Tell($"{done} kills, {trades} trades, {wrong.Count} violations");
        Assert.Empty(wrong);
    }

    private static async Task<(int Kills, int Trades, List<string> Wrong)> RunAsync(int seed, int programs)
    {
        using var folder = new TempFolder();
        await using var exchange = await TestExchange.StartAsync(
            Day, new(9, 20), new ClockPace.FollowsClient(), SyntheticMarketKind.Planted, symbols: 4, first: new(2025, 11, 3));
        // The model, before anything is killed.
        using (var first = Start(exchange, folder.Path, "2025-11-26T09:29")) await EndAsync(first, Patience);

        var random = new Random(seed);
        var running = Enumerable.Range(0, programs).Select(_ => Start(exchange, folder.Path, "2025-11-28T04:10")).ToList();
        var kills = 0;
        var watch = Stopwatch.StartNew();
        while (exchange.Now < End && watch.Elapsed < Patience)
        {
            await Task.Delay(random.Next(100, 2500), Cancel);
            var victim = random.Next(programs);
            if (running[victim].HasExited && exchange.Now >= End) break;
            if (!running[victim].HasExited)
            {
                running[victim].Kill();
                kills++;
            }
            await running[victim].WaitForExitAsync(Cancel);
            running[victim].Dispose();
            running[victim] = Start(exchange, folder.Path, "2025-11-28T04:10");
        }
        foreach (var program in running)
        {
            await EndAsync(program, Patience);
            program.Dispose();
        }
        // A last look of one program that nobody kills.
        using (var last = Start(exchange, folder.Path, "2025-11-28T04:15")) await EndAsync(last, Patience);
        return (kills, await CountAsync(folder.Path), await WrongAsync(exchange, folder.Path));
    }

    private static async Task<int> CountAsync(string data)
    {
        using var journal = new SqliteJournal(new DataFolder(data).Book(Book.Simulator).Journal);
        return (await journal.GetTradesAsync(Day, Day, Cancel)).Count;
    }

    private static async Task<List<string>> WrongAsync(SimulatorServer exchange, string data)
    {
        var wrong = new List<string>();
        var held = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var fill in exchange.Fills)
        {
            var now = held.GetValueOrDefault(fill.Symbol) + (fill.Side == OrderSide.Buy ? fill.Shares : -fill.Shares);
            held[fill.Symbol] = now;
            if (now < 0) wrong.Add($"short {now} {fill.Symbol} at {fill.At}");
            if (now > 5) wrong.Add($"{now} {fill.Symbol} held at {fill.At}");
        }
        wrong.AddRange(held.Where(h => h.Value != 0).Select(h => $"{h.Value} {h.Key} held at the end"));
        using var journal = new SqliteJournal(new DataFolder(data).Book(Book.Simulator).Journal);
        var trades = await journal.GetTradesAsync(Day, Day, Cancel);
        wrong.AddRange(trades.Where(t => t.IsOpen).Select(t => $"{t.EntryId} is open in the journal"));
        wrong.AddRange(trades.Where(t => !t.IsOpen && t.Pnl is null).Select(t => $"{t.EntryId} has no profit or loss"));
        var (cash, pnl) = (exchange.Exchange.Account.Cash - 100_000m, trades.Sum(t => t.Pnl ?? 0));
        if (cash != pnl) wrong.Add($"the exchange has {cash}, the journal {pnl}");
        var intents = (await journal.GetIntentsAsync(Day, Cancel)).ToDictionary(i => i.Id);
        foreach (var order in exchange.Exchange.Orders(ExchangeTime.At(Day, LocalTime.Midnight)))
        {
            if (!intents.TryGetValue(order.ClientId, out var intent)) wrong.Add($"{order.ClientId} has no intent");
            else if (intent.Request.Type != order.Type || intent.Request.Quantity != order.Quantity
                || (order.FilledQuantity > 0 && intent.Status != IntentStatus.Completed))
                wrong.Add($"{order} stands in the journal as {intent}");
        }
        return wrong;
    }

    private static Process Start(SimulatorServer exchange, string data, string until)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in (string[])
            [Path.Combine(AppContext.BaseDirectory, "trading.dll"), "run", "--simulator", exchange.Address(), "--data", data,
                "--until", until, .. Options])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task EndAsync(Process process, TimeSpan patience)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        late.CancelAfter(patience);
        await process.WaitForExitAsync(late.Token);
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value) ? value : otherwise;

    private static void Tell(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);
}
