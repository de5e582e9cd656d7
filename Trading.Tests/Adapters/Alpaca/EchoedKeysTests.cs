using System.Text;
using Microsoft.Extensions.Configuration;
using Trading.Adapters.Alpaca;
using Trading.Adapters.Exchanges;
using Trading.Core.Orders;
using Trading.Tests.Cli;

namespace Trading.Tests.Adapters.Alpaca;

/// <summary>A server that echoes the keys in every way there is gets none of them shown, logged or stored.</summary>
public sealed class EchoedKeysTests
{
    private static readonly Instant Now = Instant.FromUtc(2025, 11, 3, 15, 31);

    private static ParallelOptions Parallelism => new() { MaxDegreeOfParallelism = 8, CancellationToken = Cancel };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_faulty_answers_tell_the_client_no_key()
    {
        var answered = 0;
        // Most of the time is waiting, for answers that are cut and for repetitions.
        await Parallel.ForEachAsync(Enumerable.Range(1, 60), Parallelism, async (seed, _) =>
        {
            var random = new Random(seed);
            var (id, secret) = (HiddenKeys.Id(random), HiddenKeys.Secret(random));
            var answers = new FaultyAnswers(id, secret, seed);
            using var stub = new StubAlpaca(id, secret) { Otherwise = (request, _) => answers.Next(request) };
            var log = new StringWriter();
            using var logs = Trading.Cli.Output.LineLogger.To(TextWriter.Synchronized(log), SystemClock.Instance);
            var connection = await stub.ConnectAsync(logs: logs);
            var texts = new List<string>();
            await RecordAsync(texts, async () => $"{await connection.Broker.GetAccountAsync(Cancel)}");
            await RecordAsync(texts, async () => $"{await connection.GetReadinessAsync(Cancel)}");
            await RecordAsync(texts, async () => string.Join(' ', await connection.Broker.GetPositionsAsync(Cancel)));
            await RecordAsync(texts, async () => string.Join(' ', await connection.Broker.GetOrdersAsync(Now, Cancel)));
            await RecordAsync(texts, async () => $"{await connection.Broker.FindOrderAsync(new ClientOrderId("x"), Cancel)}");
            await RecordAsync(texts, async () => $"{await connection.Broker.SubmitAsync(
                new OrderRequest(new ClientOrderId("client-1"), "SPY", OrderSide.Buy, 1, OrderType.Market), Cancel)}");
            await RecordAsync(texts, async () => $"{await connection.Clock.SyncAsync(Cancel)}");
            await RecordAsync(texts, async () => string.Join(' ', await connection.GetSymbolsAsync(Cancel)));
            await RecordAsync(texts, async () => string.Join(
                ' ', (await connection.MarketData.GetLatestQuotesAsync(["SPY"], Cancel)).Keys));
            await RecordAsync(
                texts, async () => $"{(await connection.MarketData.GetBarsAsync(["SPY"], Now, Now, Cancel)).Count}");
            Interlocked.Add(ref answered, stub.Requests.Count);
            NoneIn(string.Join('\n', texts), $"the answers to seed {seed}", id, secret, answers);
            NoneIn($"{log}", $"the log of seed {seed}", id, secret, answers);
        });
        Assert.InRange(answered, 1000, int.MaxValue);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("status")]
    [InlineData("collect", "--days", "2")]
    [InlineData("run")]
    public async Task No_command_shows_or_stores_a_key(params string[] command)
    {
        await Parallel.ForEachAsync(Enumerable.Range(1, command[0] == "run" ? 4 : 8), Parallelism, async (seed, _) =>
        {
            var random = new Random(1000 * command[0].Length + seed);
            var (id, secret) = (HiddenKeys.Id(random), HiddenKeys.Secret(random));
            var answers = new FaultyAnswers(id, secret, seed, kinds: seed % 2 == 0 ? 8 : 40);
            using var stub = new StubAlpaca(id, secret) { Otherwise = (request, _) => answers.Next(request) };
            using var cli = new CliRun { Exchanges = new Provider(await stub.OptionsAsync()) };
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            if (command[0] == "run") stop.CancelAfter(TimeSpan.FromSeconds(2));
            await cli.RunBareAsync([.. command, "--verbose", "--data", cli.Data, "--set", "Symbols=SPY"], stop.Token);
            Assert.NotEmpty(stub.Requests);
            NoneIn(cli.Out, "stdout", id, secret, answers);
            NoneIn(cli.Error, "stderr", id, secret, answers);
            foreach (var file in cli.Files().Keys)
                NoneIn(Encoding.Latin1.GetString(await File.ReadAllBytesAsync(file, Cancel)), file, id, secret, answers);
        });
    }

    private static void NoneIn(string text, string where, string id, string secret, FaultyAnswers answers)
    {
        (string Text, int Length)[] keys =
        [
            .. ((string[])[id, secret, HiddenKeys.Reversed(id), HiddenKeys.Reversed(secret)]).Select(key => (key, key.Length)),
            .. answers.Hidden,
        ];
        Assert.True(HiddenKeys.Left(text, keys) is null, $"'{HiddenKeys.Left(text, keys)}' is in {where}:\n{text}");
    }

    private static async Task RecordAsync(List<string> texts, Func<Task<string>> ask)
    {
        try
        {
            texts.Add(await ask());
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            texts.Add($"{e}");
        }
    }

    /// <summary>A paper account at the stub.</summary>
    private sealed class Provider(AlpacaOptions options) : IExchangeProvider
    {
        public IReadOnlyList<ExchangeVariable> Variables => [];

        public ExchangeSettings Read(IConfiguration configuration, string feed, SimulatorChoice? simulator = null) =>
            new(TradingMode.Paper, [], (_, logs, time) => new AlpacaExchange(options with { Feed = feed }, logs, time));
    }
}
