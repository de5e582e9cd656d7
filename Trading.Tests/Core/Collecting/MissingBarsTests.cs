using CsCheck;
using Trading.Cli.Output;
using Trading.Core.Collecting;
using Trading.Core.Market;

namespace Trading.Tests.Core.Collecting;

public sealed class MissingBarsTests
{
    private static readonly List<Session> Sessions =
        [.. new NyseCalendar().SessionsBetween(new LocalDate(2025, 11, 3), new LocalDate(2025, 11, 14))];

    private static readonly string[] Symbols = ["AAPL", "QQQ", "SPY"];

    [Fact]
    public void An_empty_archive_is_one_question()
    {
        var run = Assert.Single(MissingBars.Find(Sessions, Symbols, _ => new HashSet<string>()));
        Assert.Equal(Symbols, run.Symbols);
        Assert.Equal(Sessions, run.Sessions);
        Assert.Null(run.Before);
    }

    [Fact]
    public void The_session_before_is_named_where_the_archive_has_it()
    {
        var run = Assert.Single(MissingBars.Find(Sessions, Symbols, date => date < Sessions[4].Date ? Symbols.ToHashSet() : []));
        Assert.Equal(Sessions[3], run.Before);
        Assert.Equal(Sessions[4..], run.Sessions);
    }

    [Fact]
    public void Every_missing_series_is_in_exactly_one_run_and_nothing_else_is() =>
        Gen.Int[0, 7].Array[Sessions.Count].Sample(masks =>
        {
            IReadOnlySet<string> Kept(LocalDate date) =>
                Symbols.Where((_, i) => (masks[Sessions.FindIndex(s => s.Date == date)] >> i & 1) == 1).ToHashSet();
            var asked = MissingBars.Find(Sessions, Symbols, Kept)
                .SelectMany(run => run.Symbols.SelectMany(symbol => run.Sessions.Select(session => (symbol, session.Date))))
                .Order().ToList();
            var missing = Sessions.SelectMany(s => Symbols.Except(Kept(s.Date)).Select(symbol => (symbol, s.Date))).Order()
                .ToList();
            return asked.SequenceEqual(missing);
        });
}
