using NodaTime.Testing;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Simulation.Exchange;
using Trading.Tests.Core.Execution;

namespace Trading.Tests.Simulation.Exchange;

/// <summary>The simulated exchange in this process keeps what a broker promises.</summary>
public sealed class SimulatedBrokerContractTests : BrokerContract
{
    protected override async Task<IBrokerStage> OpenAsync()
    {
        var stage = new Stage();
        await stage.PassMinuteAsync(("SPY", new Bar(stage.Now, 100m, 100m, 100m, 100m, 1_000_000)));
        return stage;
    }

    private sealed class Stage : IBrokerStage
    {
        private readonly FakeClock clock = new(Desk.At("10:30"));
        private readonly SimulatedExchange exchange = new(
            new WeekdayCalendar(), Desk.WithoutSlippage with { KnownSymbols = new HashSet<string> { "SPY", "QQQ" } });

        public Stage() => Broker = new SimulatedBroker(exchange, clock);

        public IBroker Broker { get; }

        public Instant Now => clock.GetCurrentInstant();

        public Task PassMinuteAsync(params (string Symbol, Bar Bar)[] bars)
        {
            exchange.AdvanceMinute(Now, bars);
            clock.Advance(Bar.Length);
            return Task.CompletedTask;
        }

        public Task PassUntilAsync(Instant instant)
        {
            clock.Reset(instant);
            return Task.CompletedTask;
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
