using System.Runtime.InteropServices;
using CsCheck;
using Trading.Cli.Output;
using Trading.Core.Features;
using Trading.Core.Market;

namespace Trading.Tests.Core.Features;

public class FeatureEngineTests
{
    private static readonly Session Full = SessionBars.Full;
    private static readonly Session Half = SessionBars.Half;

    [Fact]
    public void Rows_hold_what_the_definitions_say()
    {
        var compared = 0;
        Gen.Bool.Select(isHalf => isHalf ? Half : Full)
            .SelectMany(session => SessionBars.Random(session).Select(bars => (session, bars)))
            .Sample(
                sample =>
                {
                    var rows = SessionBars.Rows(sample.session, sample.bars);
                    for (var i = 33; i < rows.Length; i += 9)
                    {
                        var expected = PlainFeatures.Row(sample.session, sample.bars[..(i + 1)]);
                        for (var j = 0; j < expected.Length; j++)
                        {
                            Assert.True(
                                Math.Abs(expected[j] - rows[i]![j]) <= 1e-6 * Math.Max(1, Math.Abs(expected[j])),
                                $"{FeatureSchema.Names[j]} of bar {i}: {rows[i]![j]:R} is not {expected[j]:R}.");
                        }
                        Interlocked.Increment(ref compared);
                    }
                },
                iter: 60);
        Assert.InRange(compared, 60, int.MaxValue);
    }

    [Fact]
    public void Rows_are_defined_from_the_bar_on_that_the_schema_says() =>
        SessionBars.Random(Full).Sample(
            bars => Assert.All(
                SessionBars.Rows(Full, bars).Index(),
                row => Assert.Equal(row.Index + 1 >= FeatureSchema.WarmUpBars, row.Item is not null)),
            iter: 40);

    [Fact]
    public void Every_value_of_a_row_is_finite() =>
        SessionBars.Random(Full).Sample(
            bars => Assert.All(
                SessionBars.Rows(Full, bars).OfType<float[]>(), row =>
                Assert.All(row, value => Assert.True(float.IsFinite(value)))),
            iter: 40);

    [Fact]
    public void Prices_and_volumes_at_the_ends_of_their_types_still_give_finite_rows()
    {
        var bars = Enumerable.Range(0, 390).Select(i => (i % 5) switch
        {
            0 => SessionBars.At(Full, i, 1e-28m, 0),
            1 => SessionBars.At(Full, i, decimal.MaxValue, long.MaxValue),
            2 => new Bar(Full.Open + Duration.FromMinutes(i), 1m, decimal.MaxValue, 1e-28m, 1e-28m, 1),
            _ => SessionBars.At(Full, i, 50m, 7),
        });
        var rows = SessionBars.Rows(Full, bars).OfType<float[]>().ToList();

        Assert.Equal(357, rows.Count);
        Assert.All(rows, row => Assert.All(row, value => Assert.True(float.IsFinite(value))));
    }

    [Fact]
    public void A_row_is_the_same_to_the_bit_whether_the_session_ends_there_or_goes_on() =>
        SessionBars.Random(Full).Sample(
            bars =>
            {
                var rows = SessionBars.Rows(Full, bars);
                for (var end = 34; end <= bars.Length; end += 13)
                {
                    AssertSameBits(rows[..end], SessionBars.Rows(Full, bars[..end]));
                }
            },
            iter: 30);

    [Fact]
    public void What_an_earlier_session_held_changes_no_bit() =>
        Gen.Select(SessionBars.Random(Full), SessionBars.Random(Half)).Sample(
            (yesterday, today) =>
            {
                var engine = new FeatureEngine();
                SessionBars.Rows(engine, Full, yesterday);
                AssertSameBits(SessionBars.Rows(Half, today), SessionBars.Rows(engine, Half, today));
            },
            iter: 60);

    [Theory]
    [InlineData(0.1)]
    [InlineData(7)]
    [InlineData(400)]
    public void Prices_of_another_scale_give_the_same_row(double scale) =>
        SessionBars.Random(Full).Sample(
            bars =>
            {
                var k = (decimal)scale;
                var scaled = bars.Select(
                    b => b with { Open = b.Open * k, High = b.High * k, Low = b.Low * k, Close = b.Close * k });
                foreach (var (row, other) in SessionBars.Rows(Full, bars).Zip(SessionBars.Rows(Full, scaled)))
                {
                    Assert.Equal(row is null, other is null);
                    for (var i = 0; i < (row?.Length ?? 0); i++) Assert.Equal(row![i], other![i], 1e-5f);
                }
            },
            iter: 20);

    [Fact]
    public void Prices_that_stand_still_without_volume_give_the_neutral_row()
    {
        var row = SessionBars.Rows(Full, Enumerable.Range(0, 40).Select(minute => SessionBars.At(Full, minute, volume: 0)))[^1];

        var expected = new float[FeatureSchema.Count];
        expected[(int)Feature.Rsi] = 0.5f;
        expected[(int)Feature.RangePosition] = 0.5f;
        expected[(int)Feature.Density] = 1;
        expected[(int)Feature.SinceOpen] = 40 / 390f;
        expected[(int)Feature.UntilClose] = 350 / 390f;
        Assert.Equal(expected, row);
    }

    [Fact]
    public void A_gap_leaves_returns_on_the_clock_and_lowers_the_density()
    {
        var bars = Enumerable.Range(0, 33).Select(minute => SessionBars.At(Full, minute, 100m + minute)).ToList();
        bars.Add(SessionBars.At(Full, 52, 200m));
        var row = SessionBars.Rows(Full, bars)[^1]!;

        Assert.Equal((200f / 132) - 1, row[(int)Feature.Return1], 1e-6f);
        Assert.Equal((200f / 132) - 1, row[(int)Feature.Return15], 1e-6f);
        Assert.Equal((200f / 122) - 1, row[(int)Feature.Return30], 1e-6f);
        Assert.Equal(11 / 30f, row[(int)Feature.Density], 1e-6f);
    }

    [Fact]
    public void The_close_is_nearer_on_a_half_day()
    {
        float UntilClose(Session session) => SessionBars.Rows(
            session, Enumerable.Range(0, 60).Select(minute => SessionBars.At(session, minute)))[^1]![(int)Feature.UntilClose];

        Assert.Equal(330 / 390f, UntilClose(Full));
        Assert.Equal(150 / 390f, UntilClose(Half));
    }

    [Fact]
    public void A_bar_costs_no_allocation()
    {
        var bars = Enumerable.Range(0, 390).Select(minute => SessionBars.At(Full, minute, 100m + (minute % 7), minute)).ToArray();
        var engine = new FeatureEngine();
        var row = new float[FeatureSchema.Count];
        Run();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Run()
        {
            engine.StartSession(Full);
            foreach (var bar in bars) engine.TryAdd(bar, row);
        }
    }

    private static void AssertSameBits(float[]?[] expected, float[]?[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        foreach (var (one, other) in expected.Zip(actual))
        {
            Assert.Equal(one is null, other is null);
            if (one is null) continue;
            if (!MemoryMarshal.AsBytes<float>(one).SequenceEqual(MemoryMarshal.AsBytes<float>(other)))
                Assert.Fail($"{string.Join(' ', one)} is not {string.Join(' ', other!)}");
        }
    }
}
