using BenchmarkDotNet.Attributes;
using Trading.Core.Market;
using Trading.Core.Orders;
using Trading.Simulation.Exchange;

namespace Trading.Benchmarks;

/// <summary>A session of 390 minutes through the exchange; divide the mean by the bars for the cost of one.</summary>
[MemoryDiagnoser]
public class ExchangeBenchmarks
{
    private const int Symbols = 10;
    private const int Minutes = 390;
    private static readonly LocalDate Monday = new(2025, 11, 3);

    private (string Symbol, Bar Bar)[][] minutes = [];

    /// <summary>Bars that never reach a leg, so that every bracket stays open to the last minute.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var open = ExchangeTime.At(Monday, new LocalTime(9, 30));
        minutes = [.. Enumerable.Range(0, Minutes).Select(minute => Enumerable.Range(0, Symbols).Select(symbol =>
        {
            var price = 100m + (((minute * 7) + symbol) % 100 / 100m);
            return ($"SYM{symbol}",
                new Bar(open + Duration.FromMinutes(minute), price, price + 0.05m, price - 0.05m, price, 10_000));
        }).ToArray())];
    }

    /// <summary>Ten symbols, nothing ordered.</summary>
    [Benchmark(OperationsPerInvoke = Minutes * Symbols)]
    public decimal Idle_bar() => Trade(brackets: false);

    /// <summary>Ten symbols, each with an open bracket.</summary>
    [Benchmark(OperationsPerInvoke = Minutes * Symbols)]
    public decimal Bar_with_an_open_bracket() => Trade(brackets: true);

    private decimal Trade(bool brackets)
    {
        var exchange = new SimulatedExchange(new AlwaysRegular(), new ExchangeOptions());
        exchange.AdvanceMinute(minutes[0][0].Bar.Start, minutes[0]);
        for (var symbol = 0; brackets && symbol < Symbols; symbol++)
        {
            exchange.Submit(
                new(new ClientOrderId($"entry{symbol}"), $"SYM{symbol}", OrderSide.Buy, 5, OrderType.Market,
                    Bracket: new Bracket(90m, 110m)),
                minutes[1][0].Bar.Start);
        }
        for (var minute = 1; minute < Minutes; minute++) exchange.AdvanceMinute(minutes[minute][0].Bar.Start, minutes[minute]);
        return exchange.Account.Equity;
    }

    private sealed class AlwaysRegular : IMarketCalendar
    {
        public Session? SessionOn(LocalDate date) =>
            new(date, ExchangeTime.At(date, new LocalTime(9, 30)), ExchangeTime.At(date, new LocalTime(16, 0)));
    }
}
