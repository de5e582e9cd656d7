using Trading.Adapters.Importing;
using Trading.Core.Market;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.Importing;

/// <summary>Times that need an option, or mean another than they say.</summary>
public sealed class TimeTests : IDisposable
{
    private const string Ohlcv = ",1.5,2,1,1.25,700";
    private static readonly Instant Opening = Instant.FromUtc(2025, 11, 3, 14, 30);
    private readonly ImportFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("20251103093000")]
    [InlineData("202511030930")]
    public async Task A_time_of_digits_alone_that_is_no_count_is_one_of_the_zone_that_is_given(string time)
    {
        var file = await folder.FileAsync(
            $"{ImportFolder.Header}\n{time}{Ohlcv}", new() { TimeZone = ExchangeTime.Zone });
        Assert.Null(file.Error);
        Assert.Equal(Opening, Assert.Single(await folder.StoredAsync(Monday)).Bars[0].Start);
    }

    [Fact]
    public async Task The_east_coast_s_standard_time_means_the_clocks_of_New_York_in_summer_too()
    {
        Assert.Null((await folder.FileAsync($"{ImportFolder.Header}\n2025-10-01 09:30:00 EST{Ohlcv}")).Error);
        Assert.Equal(
            Instant.FromUtc(2025, 10, 1, 13, 30),
            Assert.Single(await folder.StoredAsync(new LocalDate(2025, 10, 1))).Bars[0].Start);
    }

    [Theory]
    [InlineData("2025-11-03T14:30:59Z")]
    [InlineData("2025-11-03T14:30:59.999Z")]
    [InlineData("2025-11-03T14:31:00Z")]
    public async Task The_last_second_of_a_minute_is_its_end_when_that_is_said(string time)
    {
        Assert.Null((await folder.FileAsync($"{ImportFolder.Header}\n{time}{Ohlcv}", new() { Stamped = BarStamp.End })).Error);
        Assert.Equal(Opening, Assert.Single(await folder.StoredAsync(Monday)).Bars[0].Start);
    }

    [Fact]
    public async Task A_time_within_a_minute_is_refused_with_the_option()
    {
        var file = await folder.FileAsync($"{ImportFolder.Header}\n2025-11-03T14:30:59Z{Ohlcv}");
        Assert.Contains("is not the start of a minute; ", file.Error, StringComparison.Ordinal);
        Assert.EndsWith("there is --stamped end.", file.Error, StringComparison.Ordinal);
    }
}
