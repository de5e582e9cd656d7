using CsCheck;
using Trading.Core.Learning;
using Trading.Core.Learning.Rows;
using Trading.Core.Market;
using static Trading.Tests.Core.Days;

namespace Trading.Tests.Core.Learning.Rows;

public sealed class RowBoundsTests
{
    private static readonly BarSeries[] Bars = [.. Enumerable.Range(0, 6).Select(i => Walk($"S{i}", i))];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public void No_session_gives_more_rows_than_the_bounds_and_none_is_thinned_more_than_they_need() =>
        Gen.Select(Gen.Int[1, 12_000], Gen.Int[1, 390], Gen.Int[1, 30_000], Gen.Int[1, 60])
            .Sample((symbols, minutes, most, wanted) =>
        {
            var bounds = new RowBounds(most, most);
            var recorded = bounds.MinutesBetween(symbols, minutes);
            var trained = bounds.TrainingMinutesBetween(wanted, recorded, symbols, minutes);
            // A symbol gives a row at least once a session, however many symbols there are.
            Assert.True(Rows(recorded) <= Math.Max(most, symbols));
            Assert.True(Rows(trained) <= Math.Max(most, symbols));
            if (recorded > 1) Assert.True(Rows(recorded - 1) > most);
            Assert.Equal(0, trained % recorded);
            Assert.True(trained >= wanted);

            long Rows(int between) => symbols * (long)((minutes + between - 1) / between);
        });

    [Fact]
    public void Ten_symbols_are_not_thinned()
    {
        Assert.Equal(1, RowBounds.Default.MinutesBetween(10, 390));
        Assert.Equal(5, RowBounds.Default.TrainingMinutesBetween(5, 1, 10, 390));
        Assert.False(RowBounds.Default.Bite(10, 5));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(60)]
    public async Task Thinned_rows_are_some_of_all_rows_to_the_bit_and_the_symbols_come_in_turn(int between)
    {
        var all = RowBuilder.Build(Monday, Bars, Rules);
        var thinned = await RowBuilder.BuildAsync(
            Monday, Bars.ToAsyncEnumerable(), Rules, new RowSelection(between, null), Cancel);
        var expected = Enumerable.Range(0, all.Count).Where(row => (all.Minute[row] + all.Symbol[row]) % between == 0).ToList();
        Assert.Equal((expected.Count, between, all.BarsHash), (thinned.Count, thinned.MinutesBetween, thinned.BarsHash));
        for (var i = 0; i < expected.Count; i++) Assert.Equal(Row(all, expected[i]), Row(thinned, i));
    }

    [Fact]
    public async Task A_symbol_that_counts_from_a_minute_on_gives_its_later_rows_and_changes_the_hash()
    {
        var all = RowBuilder.Build(Monday, Bars, Rules);
        var from = Bars.ToDictionary(series => series.Symbol, series => series.Symbol == "S2" ? 120 : 0, StringComparer.Ordinal);
        var some = await RowBuilder.BuildAsync(Monday, Bars.ToAsyncEnumerable(), Rules, new RowSelection(1, from), Cancel);
        var expected = Enumerable.Range(0, all.Count).Where(row => all.Symbol[row] != 2 || all.Minute[row] >= 120).ToList();
        Assert.Equal(expected.Select(row => Row(all, row)), Enumerable.Range(0, some.Count).Select(row => Row(some, row)));
        Assert.NotEqual(all.BarsHash, some.BarsHash);
    }

    [Fact]
    public void A_model_learns_from_no_more_rows_of_a_session_than_the_bound()
    {
        var session = RowBuilder.Build(Monday, Bars, Rules);
        var recipe = Recipe.Of(new LearningSettings(), Rules, session.Symbols) with { Bounds = new RowBounds(20_000, 100) };
        Assert.InRange(TrainingRows.Of([session], recipe).Profit.Length, 60, 100);
    }

    private static string Row(LabelledRows rows, int row) => string.Join(
        ' ', rows.Symbols[rows.Symbol[row]], rows.Minute[row], rows.MinutesToExit[row], rows.EndMinute[row], rows.Profit[row],
        rows.NetReturn[row], rows.RemainingVariance[row], string.Join(' ', rows.Features(row).ToArray()));

    private static BarSeries Walk(string symbol, int seed)
    {
        var (random, price) = (new Random(seed), 100m);
        return new(symbol, [.. Enumerable.Range(0, 390).Where(_ => random.Next(9) > 0).Select(
            minute => Flat(minute, price += random.Next(-9, 10) / 100m))]);
    }
}
