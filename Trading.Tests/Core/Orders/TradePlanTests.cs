using System.Text.Json;
using NodaTime.Serialization.SystemTextJson;
using Trading.Cli.Output;
using Trading.Core.Learning;
using Trading.Core.Market;
using Trading.Core.Orders;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Orders;

public sealed class TradePlanTests
{
    private static readonly TradePlan HalfAnHour = Rules with { Horizon = Duration.FromMinutes(30) };

    [Theory]
    [InlineData(60, 90)]
    [InlineData(354, 384)]
    [InlineData(355, 385)]
    [InlineData(370, 385)]
    public void The_exit_is_the_horizon_or_the_day_s_exit_whichever_comes_first(int decided, int exit) =>
        Assert.Equal(Minute(exit), HalfAnHour.ExitAt(Monday, Minute(decided)));

    [Fact]
    public void Without_a_horizon_the_exit_is_the_day_s_exit() =>
        Assert.Equal(Rules.DayExit(Monday), Rules.ExitAt(Monday, Minute(60)));

    [Fact]
    public void A_label_with_a_horizon_ends_at_it()
    {
        Bar[] bars = [.. Enumerable.Range(60, 60).Select(i => new Bar(Minute(i), 100m, 100m, 100m, 100m, 100))];
        var outcome = TripleBarrier.Label(bars, Minute(60), Monday, HalfAnHour)!.Value;
        Assert.Equal((Trading.Core.Learning.Barrier.Time, Minute(90)), (outcome.Barrier, outcome.ExitAt));
    }

    [Fact]
    public void A_bracket_has_valid_prices_and_never_risks_more_than_the_stop() =>
        Assert.Equal(new Bracket(120.99m, 128.39m), Rules.BracketAt(123.45m));

    [Fact]
    public void A_price_too_small_for_a_bracket_has_none() => Assert.Null(Rules.BracketAt(0.0001m));

    [Fact]
    public void A_stored_plan_keeps_the_names_that_older_cards_have()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web).ConfigureForNodaTime(
            NodaTime.DateTimeZoneProviders.Tzdb);
        var text = JsonSerializer.Serialize(Rules, options);
        Assert.Contains("exitBeforeClose", text, StringComparison.Ordinal);
        Assert.DoesNotContain("horizon", text, StringComparison.Ordinal);
        Assert.Equal(Rules, JsonSerializer.Deserialize<TradePlan>(text, options));
        Assert.Equal(HalfAnHour, JsonSerializer.Deserialize<TradePlan>(JsonSerializer.Serialize(HalfAnHour, options), options));
    }
}
