using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Trading.Core;
using Trading.Core.Execution;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Simulation.Backtest;
using Trading.Simulation.Exchange;

namespace Trading.Tests.Simulation.Backtest;

/// <summary>
/// A session in which the program dies at random, before or after any call to broker or journal, dozens of times, and is
/// started again each time with nothing but its journal.
/// </summary>
public sealed class KilledSystemTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Whenever_the_program_dies_nothing_is_lost_doubled_or_left_naked(int seed)
    {
        var cancel = TestContext.Current.CancellationToken;
        var (_, trained) = await SmallMarket.Plain.Value;
        var day = SmallMarket.From.PlusDays(1);
        var session = SmallMarket.Calendar.SessionOn(day)!;
        var tape = SmallMarket.Tape();
        var minutes = tape.Read(day);
        var clock = new VirtualClock(session.Open);
        var exchange = new SimulatedExchange(SmallMarket.Calendar, new ExchangeOptions());
        var journal = new InMemoryJournal();
        var killer = new Killer(seed, rate: 0.01);
        var ports = new TradingPorts(
            clock, SmallMarket.Calendar, new Trading.Simulation.Markets.TapeMarketData(tape, clock),
            MortalCalls<IBroker>.Of(new SimulatedBroker(exchange, clock), killer),
                MortalCalls<ITradingJournal>.Of(journal, killer),
            trained.Models, trained.Archive);
        var settings = SmallMarket.Settings
            with
        { Learning = SmallMarket.Settings.Learning with { Promotion = Promotion.Always } };
        var system = new TradingSystem(ports, settings);
        var (deaths, bare, longestBare) = (0, new Dictionary<string, int>(StringComparer.Ordinal), 0);

        for (var minute = session.Open; minute <= session.Close; minute += Bar.Length)
        {
            clock.MoveTo(minute);
            // Alive in the last minutes: a program that is dead at the close cannot close.
            if (minute >= session.Close - Duration.FromMinutes(2)) killer.Rate = 0;
            try
            {
                await system.Runner.TickAsync(JobKind.EndOfDayClose, cancel);
                await system.Runner.TickAsync(JobKind.MinuteScan, cancel);
            }
            catch (DeathException)
            {
                deaths++;
            }
            if (killer.TakeDeath())
            {
                system = new TradingSystem(ports, settings);
            }
            var view = new BrokerView(exchange.Account, exchange.Positions, exchange.Orders(session.Open));
            foreach (var p in exchange.Positions)
            {
                bare[p.Symbol] = Invariants.IsCovered(p, view, minute) ? 0 : bare.GetValueOrDefault(p.Symbol) + 1;
                longestBare = Math.Max(longestBare, bare[p.Symbol]);
            }
            if (minute < session.Close)
                exchange.AdvanceMinute(
                    minute, [.. minutes.SelectMany(
                    s => s.Between(minute, minute + Bar.Length).ToArray().Select(b => (s.Symbol, b)))]);
        }

        var intents = await journal.GetIntentsAsync(day, cancel);
        var trades = await journal.GetTradesAsync(day, day, cancel);
        var predicted = (await journal.GetPredictionsAsync(day, null, cancel)).Select(p => (p.Symbol, p.Minute)).ToHashSet();
        var told = $"seed {seed}, {deaths} deaths, {trades.Count} trades";
        Assert.True(deaths >= 10 && trades.Count > 0, told);
        Assert.True(longestBare <= 2, $"{told}: a position stood bare for {longestBare} minutes");
        Assert.Empty(exchange.Positions);
        // An entry that was written down and is not at the broker may still arrive until the day is over.
        Assert.All(await journal.GetOpenIntentsAsync(cancel), i => Assert.Null(exchange.Find(i.Id)));
        Assert.Equal(exchange.Account.Equity - 100_000m, trades.Sum(t => t.Pnl!.Value));
        Assert.Equal(
            intents.Select(i => i.Id).Intersect(exchange.Orders(session.Open).Select(o => o.ClientId)).Order(ById),
            exchange.Orders(session.Open).Select(o => o.ClientId).Order(ById));
        Assert.All(intents.Where(i => i.Purpose == OrderPurpose.Entry), i =>
            Assert.Contains((i.Request.Symbol, i.DecidedAt), predicted));
    }

    private static readonly Comparer<ClientOrderId> ById = Comparer<ClientOrderId>.Create(
        (a, b) => string.CompareOrdinal(a.Value, b.Value));

    /// <summary>The program is dead from here on; it is not an exception that a dead program could handle.</summary>
    private sealed class DeathException : Exception;

    /// <summary>Decides, from a seed, before or after which call the program dies.</summary>
    private sealed class Killer(int seed, double rate)
    {
        private readonly Random random = new(seed);
        private bool dead;

        public double Rate { get; set; } = rate;

        public object? Call(Func<object?> call)
        {
            if (dead) throw new DeathException();
            var draw = random.NextDouble();
            if (draw < Rate / 2) Die();
            var answer = call();
            if (draw < Rate) Die();
            return answer;
        }

        public bool TakeDeath()
        {
            var was = dead;
            dead = false;
            return was;
        }

        private void Die()
        {
            dead = true;
            throw new DeathException();
        }
    }

    [SuppressMessage("Performance", "CA1852", Justification = "A dispatch proxy is derived from at run time.")]
    private class MortalCalls<T> : DispatchProxy where T : class
    {
        private T inner = null!;
        private Killer killer = null!;

        public static T Of(T inner, Killer killer)
        {
            var proxy = Create<T, MortalCalls<T>>();
            var calls = (MortalCalls<T>)(object)proxy;
            (calls.inner, calls.killer) = (inner, killer);
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod!.ReturnType == typeof(TradingMode)
            ? targetMethod.Invoke(inner, args)
            : killer.Call(() => targetMethod.Invoke(inner, args));
    }
}
