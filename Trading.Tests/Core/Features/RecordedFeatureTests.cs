using Trading.Cli.Output;
using Trading.Core.Features;
using Trading.Core.Market;
using Trading.Tests.Core.Market;

namespace Trading.Tests.Core.Features;

public class RecordedFeatureTests
{
    [Fact]
    public void Recorded_bars_of_every_density_give_finite_rows()
    {
        var calendar = new NyseCalendar();
        var rows = new Dictionary<string, int>();
        foreach (var symbol in RecordedBars.Symbols())
        {
            var engine = new FeatureEngine();
            var row = new float[FeatureSchema.Count];
            rows[symbol] = 0;
            foreach (var day in RecordedBars.Read(symbol).GroupBy(bar => bar.Start.InNewYork().Date))
            {
                engine.StartSession(calendar.SessionOn(day.Key)!);
                foreach (var bar in day)
                {
                    if (!engine.TryAdd(bar, row)) continue;
                    rows[symbol]++;
                    if (!Array.TrueForAll(row, float.IsFinite)) Assert.Fail($"{symbol} {bar}: {string.Join(' ', row)}");
                }
            }
        }
        Assert.Equal(17, rows.Count);
        Assert.InRange(rows["SPY"], 30_000, 89 * 357);
        Assert.DoesNotContain(0, rows.Values);
    }
}
