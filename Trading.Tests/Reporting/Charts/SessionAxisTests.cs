using Trading.Cli.Output;
using Trading.Core.Market;
using Trading.Reporting.Charts;

namespace Trading.Tests.Reporting.Charts;

public sealed class SessionAxisTests
{
    private static readonly LocalDate Friday = new(2025, 10, 31);
    private static readonly LocalDate Monday = new(2025, 11, 3);
    private static readonly SessionAxis Axis = new([Monday, Friday, Monday]);

    [Fact]
    public void A_session_is_one_wide_on_either_side_of_a_change_of_clocks()
    {
        Assert.Equal(0, Axis.Position(Instant.FromUtc(2025, 10, 31, 13, 30)));
        Assert.Equal(0.5, Axis.Position(Instant.FromUtc(2025, 10, 31, 16, 45)));
        Assert.Equal(1.5, Axis.Position(Instant.FromUtc(2025, 11, 3, 17, 45)));
        Assert.Equal(2, Axis.Position(Instant.FromUtc(2025, 11, 3, 21, 0)));
    }

    [Fact]
    public void Nights_and_weekends_take_no_room()
    {
        Assert.Equal(1, Axis.Position(ExchangeTime.At(Friday, new(20, 0))));
        Assert.Equal(1, Axis.Position(ExchangeTime.At(Friday.PlusDays(1), new(12, 0))));
        Assert.Equal(1, Axis.Position(ExchangeTime.At(Monday, new(4, 0))));
        Assert.Equal(2, Axis.Position(ExchangeTime.At(Monday.PlusDays(1), new(4, 0))));
    }
}
