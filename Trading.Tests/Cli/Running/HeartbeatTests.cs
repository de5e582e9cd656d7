using System.Text;
using Trading.Adapters.StorageFormats;
using Trading.Cli.Output;
using Trading.Cli.Running;
using Trading.Core.Orders;
using Trading.Core.Risk;
using Trading.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Cli.Running;

public sealed class HeartbeatTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "alive: open positions not known, the broker did not answer, 0 trades closed today (")]
    [InlineData(0, "alive: 0 positions open, 0 trades closed today (")]
    [InlineData(1, "alive: 1 position open, 0 trades closed today (")]
    public async Task It_calls_the_positions_unknown_when_the_broker_did_not_say(int? held, string text)
    {
        var line = await new Heartbeat(new InMemoryJournal()).OfAsync(Scan(0, held), Cancel);

        Assert.StartsWith(text, line!.Text, StringComparison.Ordinal);
        Assert.Contains(
            $"\"positions\": {(held is { } count ? $"{count}" : "null")}",
                Encoding.UTF8.GetString(StorageJson.Write(line.Detail)),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scan_that_ended_before_it_could_tell_leaves_the_positions_unknown()
    {
        var failed = Scan(0, 1) with { Result = null, Error = "No answer." };

        var line = await new Heartbeat(new InMemoryJournal()).OfAsync(failed, Cancel);

        Assert.Contains("not known", line!.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_comes_each_half_hour_and_counts_the_trades_that_are_closed()
    {
        var journal = new InMemoryJournal();
        var heartbeat = new Heartbeat(journal);
        Assert.NotNull(await heartbeat.OfAsync(Scan(0, 0), Cancel));
        var closed = ATrade(Monday, "SPY") with
        {
            ExitAt = Minute(Monday, 9),
            ExitPrice = 101m,
            ExitReason = ExitReason.StopLoss
        };
        await journal.SaveTradeAsync(closed, Cancel);
        await journal.SaveTradeAsync(ATrade(Monday, "QQQ"), Cancel);

        Assert.Null(await heartbeat.OfAsync(Scan(29, 1), Cancel));
        Assert.Contains("1 trade closed today", (await heartbeat.OfAsync(Scan(30, 1), Cancel))!.Text, StringComparison.Ordinal);
    }

    private static JobRunRow Scan(int minute, int? held)
    {
        var at = new LocalTime(9, 30).PlusMinutes(minute);
        return AJob(Monday, new JobKey(JobKind.MinuteScan, at), minute) with
        {
            Result = new ScanResult(1, 1, 0, held, new Dictionary<ReasonCode, int>()),
        };
    }
}
