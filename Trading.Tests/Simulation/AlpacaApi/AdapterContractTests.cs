using Trading.Adapters.Alpaca;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Simulation.AlpacaApi;
using Trading.Simulation.Markets;
using Trading.Tests.Core.Execution;
using Trading.Tests.Simulation.Exchange;

namespace Trading.Tests.Simulation.AlpacaApi;

/// <summary>The Alpaca adapter fulfils the broker contract, over real HTTP to the simulated exchange.</summary>
public sealed class AdapterContractTests : BrokerContract
{
    protected override async Task<IBrokerStage> OpenAsync()
    {
        var server = await SimulatorServer.StartAsync(
            new SimulatorOptions
            {
                Tape = new RecordedMarket(new Dictionary<LocalDate, IReadOnlyList<BarSeries>>()),
                Calendar = new WeekdayCalendar(),
                Start = Desk.At("10:30"),
                Pace = new ClockPace.Stepped(),
                Exchange = Desk.WithoutSlippage with { KnownSymbols = new HashSet<string> { "SPY", "QQQ" } },
            },
            Cancel);
        var stage = new Stage(server);
        await stage.PassMinuteAsync(("SPY", new Bar(stage.Now, 100m, 100m, 100m, 100m, 1_000_000)));
        return stage;
    }

    private sealed class Stage(SimulatorServer server) : IBrokerStage
    {
        private readonly AlpacaExchange alpaca = new(new AlpacaOptions
        {
            Environment = AlpacaEnvironment.Simulator,
            TradingUrl = server.Url,
            DataUrl = server.Url,
            Keys = AlpacaKeys.Simulator,
            RequestsPerMinute = null,
        });

        public IBroker Broker => alpaca.Broker;

        public Instant Now => server.Now;

        public Task PassMinuteAsync(params (string Symbol, Bar Bar)[] bars)
        {
            server.Exchange.AdvanceMinute(Now, bars);
            return PassUntilAsync(Now + Bar.Length);
        }

        public Task PassUntilAsync(Instant instant)
        {
            server.MoveTo(instant);
            return Task.CompletedTask;
        }

        public async ValueTask DisposeAsync()
        {
            alpaca.Dispose();
            await server.DisposeAsync();
        }
    }
}
