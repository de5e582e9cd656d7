using CsCheck;
using Trading.Core.Evaluation;
using Trading.Core.Learning.Evidence;

namespace Trading.Tests.Core.Evaluation;

public sealed class SessionRanksTests
{
    // Few distinct probabilities, so that there are ties within and between sessions.
    private static readonly Gen<JudgedSession[]> Sessions =
        Gen.Select(Gen.Int[0, 6], Gen.Bool, (p, won) => new Said(0, 0, 1, p / 6.0, won ? 0.01 : -0.01))
            .Array[0, 12].Select(rows => Judged.Session(rows)).Array[1, 6];

    /// <summary>The definition, pair by pair: Hanley and McNeil (1982).</summary>
    [Fact]
    public void The_area_is_the_share_of_pairs_in_the_right_order_ties_counting_half() =>
        Gen.Select(Sessions, Gen.Int[0, 5].Array[1, 8]).Sample((sessions, draws) =>
        {
            int[] drawn = [.. draws.Select(draw => draw % sessions.Length)];
            var rows = drawn.SelectMany(i => sessions[i].Probabilities.Zip(sessions[i].Outcomes)).ToList();
            var pairs = (
                from won in rows.Where(row => row.Second)
                from lost in rows.Where(row => !row.Second)
                select won.First > lost.First ? 1 : won.First < lost.First ? 0 : 0.5).ToList();

            var area = SessionRanks.Of(sessions, session => session.Probabilities).Area(drawn);

            if (pairs.Count == 0) Assert.Null(area);
            else Assert.Equal(pairs.Average(), area!.Value, 10);
        });
}
