using System.Text.Json;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Cronos;
using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Storage;
using Trading.Simulation.AlpacaApi;
using Trading.Tests.Adapters.AzureStorage;
using Trading.Tests.Cli;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Functions;

/// <summary>
/// An accelerated day of the app in Azure: the timers fire as their schedules say, in UTC, from one evening's training to the
/// next;
/// the exchange answers over HTTP, and everything is in Blob and Table Storage.
/// </summary>
public sealed class TradedDayTests(Azurite azurite)
{
    private static readonly Session Day = SmallMarket.Calendar.SessionOn(new(2025, 11, 12))!;
    private static readonly Instant Evening = Instant.FromUtc(2025, 11, 12, 0, 0);
    private static readonly Instant NextEvening = Instant.FromUtc(2025, 11, 13, 1, 30);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task From_one_evening_s_training_to_the_next()
    {
        var storage = await azurite.FreshOrSkipAsync();
        await using var exchange = await SimulatorServer.StartAsync(
            new SimulatorOptions
            {
                Tape = SmallMarket.Tape(),
                Calendar = SmallMarket.Calendar,
                Start = Evening,
                Pace = new ClockPace.Stepped()
            }, Cancel);
        using var host = new TestHost(storage, exchange.Address(), null, ("TrainingDays", "37"), ("ModelType", "LightGbm"));
        var triggers = new Dictionary<JobKind, Func<Task>>
        {
            [JobKind.MinuteScan] = host.ScanAsync,
            [JobKind.Rebalance] = host.RebalanceAsync,
            [JobKind.EndOfDayClose] = host.CloseAsync,
            [JobKind.NightlyRetrain] = host.RetrainAsync,
        };
        foreach (var (at, job) in Ticks())
        {
            exchange.MoveTo(at);
            await triggers[Enum.Parse<JobKind>(job)]();
            var view = new BrokerView(exchange.Exchange.Account, exchange.Exchange.Positions, exchange.Exchange.Orders(Day.Open));
            Assert.All(view.Positions, p =>
                Assert.True(view.ProtectedShares(p.Symbol) >= p.Quantity
                || view.LiveExit(p.Symbol) is not null, $"{p.Symbol} is naked at {at}"));
        }

        var journal = host.Host.Ports!.Journal;
        var trades = await journal.GetTradesAsync(Day.Date, Day.Date, Cancel);
        Assert.True(trades.Count > 0, (await host.Host.Ports.Models.GetCurrentAsync(Cancel)).Current.Reason);
        Assert.Empty(exchange.Exchange.Positions);
        Assert.Equal(exchange.Exchange.Account.Equity - 100_000m, trades.Sum(t => t.Pnl!.Value));
        Assert.Equal(exchange.Fills.Where(f => f.Side == OrderSide.Buy).Sum(f => f.Shares), trades.Sum(t => t.Quantity));

        var runs = await journal.GetJobsAsync(Day.Date, Cancel);
        Assert.All(runs, run => Assert.True(run.Succeeded, $"{run.Key}: {run.Error}"));
        Assert.Equal(
            [(JobKind.Rebalance, 1), (JobKind.MinuteScan, 390), (JobKind.EndOfDayClose, 6), (JobKind.NightlyRetrain, 1)],
            runs.CountBy(run => run.Key.Job).Select(c => (c.Key, c.Value)).Order());

        var predictions = await journal.GetPredictionsAsync(Day.Date, null, Cancel);
        Assert.Equal(trades.Count, predictions.Count(p => p.Reason == ReasonCode.Entered));
        Assert.All(predictions, p => Assert.NotNull(p.Profit));
        var evening = Assert.Single(await journal.GetPerformanceAsync(Day.Date, Day.Date, Cancel));
        Assert.Equal((trades.Count, exchange.Exchange.Account.Equity), (evening.Trades, evening.Equity));

        await EverythingIsInStorageAsync(storage.ConnectionString!, storage.Prefix);
        var status = JsonElement.Parse((await host.StatusAsync()).Content!);
        Assert.Equal(trades.Count, status.GetProperty("day").GetProperty("trades").GetArrayLength());
        Assert.All(status.GetProperty("health").EnumerateArray(), h =>
            Assert.Equal(JsonValueKind.Null, h.GetProperty("error").ValueKind));
        Assert.True(status.GetProperty("model").GetProperty("mayTrade").GetBoolean());
    }

    private static async Task EverythingIsInStorageAsync(string connection, string prefix)
    {
        var models = new BlobContainerClient(connection, $"{prefix}models").GetBlobs(cancellationToken: Cancel).Select(
            b => b.Name).ToList();
        Assert.Contains("current.json", models);
        Assert.Equal(2, models.Count(name => name.EndsWith("/model.zip", StringComparison.Ordinal)));
        Assert.Equal(2, models.Count(name => name.EndsWith("/card.json", StringComparison.Ordinal)));
        Assert.Contains(
            $"{Day.Date:uuuu-MM-dd}.parquet", new BlobContainerClient(connection, $"{prefix}bars")
            .GetBlobs(cancellationToken: Cancel).Select(b => b.Name));
        foreach (var table in (string[])["predictions", "intents", "trades", "jobruns", "performance"])
        {
            var rows = new TableClient(connection, prefix + table).QueryAsync<TableEntity>(
                $"PartitionKey eq '{Day.Date:uuuu-MM-dd}'", 1, cancellationToken: Cancel);
            Assert.True(await rows.AnyAsync(Cancel), $"{table} has nothing of the day");
        }
    }

    private static IEnumerable<(Instant At, string Job)> Ticks() => AppFiles.Schedules()
        .SelectMany(schedule => CronExpression.Parse(schedule.Value, CronFormat.IncludeSeconds)
            .GetOccurrences(Evening.ToDateTimeUtc(), NextEvening.ToDateTimeUtc())
            .Select(at => (Instant.FromDateTimeUtc(at), schedule.Key)))
        .OrderBy(tick => tick);
}
