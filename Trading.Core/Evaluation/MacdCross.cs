using Trading.Core.Indicators;

namespace Trading.Core.Evaluation;

/// <summary>
/// A rule that needs no learning: buy when the MACD (12, 26, 9) of a session's closes crosses above its signal line. Stop,
/// target, exit and costs are the plan's, as for the model's signals.
/// </summary>
public static class MacdCross
{
    /// <summary>The session's rows at which the lines have crossed, in the rows' order; the rank is the same for all.</summary>
    public static IEnumerable<(int Row, double Rank)> Signals(EvaluatedSession session)
    {
        var rows = session.Judged.Session.Rows;
        var crossed = Crosses(session);
        for (var row = 0; row < rows.Count; row++)
        {
            if (crossed.Contains((rows[row].Symbol, rows[row].Minute))) yield return (row, 0);
        }
    }

    private static HashSet<(short Symbol, short Minute)> Crosses(EvaluatedSession session)
    {
        var symbols = session.Judged.Session.Symbols;
        var crossed = new HashSet<(short, short)>();
        foreach (var series in session.Bars)
        {
            var symbol = symbols.Index().Where(s => s.Item == series.Symbol).Select(s => (short?)s.Index).FirstOrDefault();
            if (symbol is null) continue;
            var macd = new Macd();
            foreach (ref readonly var bar in series.Bars)
            {
                if (!session.Hours.Contains(bar.Start) || bar.Error() is not null) continue;
                var wasBelow = macd.IsReady && macd.Histogram <= 0;
                macd.Add((double)bar.Close);
                if (wasBelow && macd.Histogram > 0) crossed.Add((symbol.Value, (short)session.Hours.MinuteOf(bar.End)));
            }
        }
        return crossed;
    }
}
