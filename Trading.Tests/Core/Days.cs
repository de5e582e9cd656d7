using Trading.Core.Market;
using Trading.Core.Orders;

namespace Trading.Tests.Core;

/// <summary>A plain session and bars to put into it.</summary>
public static class Days
{
    public static readonly Session Monday = new(
        new LocalDate(2025, 11, 3), Instant.FromUtc(2025, 11, 3, 14, 30), Instant.FromUtc(2025, 11, 3, 21, 0));

    public static readonly TradePlan Rules = new(0.02m, 0.04m, 2m, Duration.FromMinutes(5));

    public static Instant Minute(int ofSession) => Monday.Open + Duration.FromMinutes(ofSession);

    public static Bar Bar(int minute, decimal open, decimal high, decimal low, decimal close, long volume = 1000) =>
        new(Minute(minute), open, high, low, close, volume);

    public static Bar Flat(int minute, decimal price = 100m, long volume = 1000) =>
        Bar(minute, price, price, price, price, volume);
}
