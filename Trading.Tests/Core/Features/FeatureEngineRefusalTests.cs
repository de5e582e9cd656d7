using Trading.Cli.Output;
using Trading.Core.Features;
using Trading.Core.Market;

namespace Trading.Tests.Core.Features;

public class FeatureEngineRefusalTests
{
    private static readonly Session Half = SessionBars.Half;
    private static readonly Bar[] Bars =
        [.. Enumerable.Range(0, 60).Select(
            minute => SessionBars.At(Half, minute, 100m + (minute * minute % 11), 500 + (minute * 37 % 400)))];

    private readonly FeatureEngine engine = new();
    private readonly float[] row = new float[FeatureSchema.Count];

    [Fact]
    public void A_bar_before_the_first_session_is_refused()
    {
        var error = Assert.Throws<InvalidOperationException>(() => engine.TryAdd(Bars[0], row));
        Assert.Contains("StartSession", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-300)]
    [InlineData(210)]
    [InlineData(214)]
    [InlineData(1440)]
    public void A_bar_outside_regular_hours_is_passed_over_and_leaves_no_trace(int minute)
    {
        var stray = SessionBars.At(Half, minute, 999m, 1_000_000);
        AssertNoTrace(() => Assert.False(engine.TryAdd(stray, row)));
    }

    [Theory]
    [InlineData(49)]
    [InlineData(12)]
    public void A_bar_that_is_not_after_the_one_before_is_refused_by_name_and_leaves_no_trace(int minute) =>
        AssertNoTrace(() =>
        {
            var error = Assert.Throws<InvalidOperationException>(() => engine.TryAdd(SessionBars.At(Half, minute, 999m), row));
            Assert.Contains(
                $"The bar of {Bars[minute].Start} came after that of {Bars[49].Start}", error.Message, StringComparison.Ordinal);
        });

    [Fact]
    public void A_bar_that_contradicts_itself_is_refused_by_name_and_leaves_no_trace() =>
        AssertNoTrace(() =>
        {
            var error = Assert.Throws<ArgumentException>(() => engine.TryAdd(Bars[50] with { Low = 0m }, row));
            Assert.Contains($"{Bars[50].Start} cannot be used: low 0 is not above zero", error.Message, StringComparison.Ordinal);
        });

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void A_row_of_another_length_is_refused_and_leaves_no_trace(int difference) =>
        AssertNoTrace(
            () => Assert.Throws<ArgumentException>(() => engine.TryAdd(Bars[50], new float[FeatureSchema.Count + difference])));

    [Fact]
    public void A_row_stays_untouched_while_the_engine_warms_up()
    {
        row.AsSpan().Fill(42);
        engine.StartSession(Half);
        for (var i = 0; i < FeatureSchema.WarmUpBars - 1; i++) Assert.False(engine.TryAdd(Bars[i], row));
        Assert.All(row, value => Assert.Equal(42, value));
    }

    private void AssertNoTrace(Action disturb)
    {
        engine.StartSession(Half);
        foreach (var bar in Bars.AsSpan(0, 50)) engine.TryAdd(bar, row);
        var before = FeatureHash.Of(row);
        disturb();
        Assert.Equal(before, FeatureHash.Of(row));

        var undisturbed = SessionBars.Rows(Half, Bars);
        for (var i = 50; i < Bars.Length; i++)
        {
            Assert.True(engine.TryAdd(Bars[i], row));
            Assert.Equal(FeatureHash.Of(undisturbed[i]!), FeatureHash.Of(row));
        }
    }
}
