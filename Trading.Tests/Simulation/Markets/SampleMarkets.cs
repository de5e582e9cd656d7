using Trading.Core.Orders;
using Trading.Simulation.Markets;

namespace Trading.Tests.Simulation.Markets;

/// <summary>The markets that the tests of this folder look at.</summary>
internal static class SampleMarkets
{
    public static readonly TradePlan Rules = new(0.02m, 0.04m, 2m, Duration.FromMinutes(5));
    public static readonly LocalDate Monday = new(2025, 3, 3);

    public static SyntheticMarketOptions Options(SyntheticMarketKind kind, int sessions, int seed) => new()
    {
        Kind = kind,
        First = Monday,
        Last = Monday.PlusDays((sessions - 1) / 5 * 7 + (sessions - 1) % 5),
        Rules = Rules,
        Seed = seed,
        TurnsOn = kind == SyntheticMarketKind.Turning ? Monday : null,
    };

    public static SyntheticMarket Market(SyntheticMarketKind kind, int sessions = 1, int seed = 1) =>
        new(Options(kind, sessions, seed), new WeekdayCalendar());
}
