using Trading.Core.Learning.Evidence;
using Trading.Core.Learning.Record;
using Trading.Tests.Core.Learning.Record;

namespace Trading.Tests.Core.Learning.Evidence;

/// <summary>What a record proves: sessions without a mood where there is an edge, with moods where there is none.</summary>
public sealed class RecordJudgeTests(ITestOutputHelper output)
{
    [Fact]
    public void Noise_is_never_proven_in_a_year()
    {
        for (var seed = 1; seed <= 8; seed++)
        {
            var points = Judge(MadeUpRecord.Of(SimulatedRecords.Noise(seed)));
            Assert.True(points.All(p => p.Standing != RecipeStanding.Proven), $"seed {seed}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void An_edge_is_proven_and_stays_so_while_it_lasts(int seed)
    {
        var points = Judge(MadeUpRecord.Planted(seed, 80));
        var first = points.FindIndex(p => p.Standing == RecipeStanding.Proven);
        output.WriteLine($"seed {seed}: proven after {first + 1} sessions");
        Assert.InRange(first, 5, 50);
        Assert.All(points[first..], p => Assert.Equal(RecipeStanding.Proven, p.Standing));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_proof_that_turns_is_withdrawn_within_six_sessions(int seed)
    {
        const int turn = 60;
        var points = Judge(MadeUpRecord.Turned(MadeUpRecord.Planted(seed, 80), turn));
        Assert.Equal(RecipeStanding.Proven, points[turn - 1].Standing);
        var withdrawn = points.FindIndex(turn, p => p.Standing != RecipeStanding.Proven);
        output.WriteLine($"seed {seed}: {points[withdrawn].Standing} {withdrawn - turn + 1} sessions after the turn");
        Assert.InRange(withdrawn, turn, turn + 5);
        if (points[withdrawn].Standing == RecipeStanding.Doubted) Assert.Equal(0, points[withdrawn].Sessions);
        Assert.All(points[withdrawn..], p => Assert.NotEqual(RecipeStanding.Proven, p.Standing));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_proof_that_was_withdrawn_is_won_again_when_the_turn_is_over(int seed)
    {
        var points = Judge(MadeUpRecord.Turned(MadeUpRecord.Planted(seed, 300), 60, 66));
        var withdrawn = points.FindIndex(60, p => p.Standing != RecipeStanding.Proven);
        var again = points.FindIndex(withdrawn, p => p.Standing == RecipeStanding.Proven);
        output.WriteLine($"seed {seed}: withdrawn at {withdrawn}, proven again at {again}");
        Assert.InRange(again - withdrawn, 3, 200);
    }

    /// <summary>One session of nothing but lost signals, which were claimed at 73 % where the base forecast says one
    /// half.</summary>
    [Fact]
    public void A_doubted_recipe_is_not_believed_before_its_odds_are_down_to_one()
    {
        var record = MadeUpRecord.Planted(1, 200);
        var points = Judge([.. record.Select((session, i) => i is 60 or 61 ? Lost(session) : session)]);
        var doubted = points.FindIndex(p => p.Standing == RecipeStanding.Doubted);
        var ended = points.FindIndex(doubted, p => p.Standing != RecipeStanding.Doubted);
        Assert.True(doubted is 60 or 61 && ended > doubted, $"doubted at {doubted}, ended at {ended}");
        Assert.All(points[doubted..ended], p => Assert.True(p.Doubt > 0));
        Assert.True(points[ended].Doubt <= 0);

        static OutOfSampleSession Lost(OutOfSampleSession session) => session with
        {
            Source = $"lost {session.Session}",
            Rows = [.. session.Rows.Select(row => row with { Profit = false, NetReturn = -0.01f })],
        };
    }

    /// <summary>Bad sessions without number are forgiven after two at most: the doubt never exceeds 100 : 1.</summary>
    [Fact]
    public void The_doubt_is_limited_so_that_it_can_end()
    {
        var judge = new RecordJudge(0.5, 0.02, chains: 1);
        for (var day = 0; day < 60; day++)
        {
            judge.Add(MadeUpRecord.Session(day, MadeUpRecord.Row(0, 60, 80, 0, profit: false, -0.01)));
            Assert.InRange(judge.Evidence!.Doubt, -1, 2);
        }
    }

    [Fact]
    public void Hit_rates_that_are_known_and_do_not_pay_are_never_proven()
    {
        var points = Judge(MadeUpRecord.Of(SimulatedRecords.Asymmetric(1)));
        Assert.True(points.Max(p => p.OverBase) > 2, $"the hit rates were not found: {points[^1]}");
        Assert.All(points, p => Assert.NotEqual(RecipeStanding.Proven, p.Standing));
        Assert.True(points.Max(p => p.Profit) < Math.Log10(EvidenceBars.Profit));
    }

    [Fact]
    public void Proof_needs_all_three_odds()
    {
        var points = Judge(MadeUpRecord.Planted(1, 80));
        var first = points.Find(p => p.Standing == RecipeStanding.Proven)!;
        Assert.True(first.OverBase >= 2 && first.OverTrivial >= 2 && first.Profit >= Math.Log10(20), $"{first}");
        Assert.All(points.TakeWhile(p => p != first), p => Assert.True(
            p.OverBase < 2 || p.OverTrivial < 2 || p.Profit < Math.Log10(20), $"{p}"));
    }

    [Fact]
    public void The_more_recipes_were_tried_the_more_a_proof_takes()
    {
        var record = MadeUpRecord.Planted(2, 80);
        var (one, many) = (Judge(record), Judge(record, recipes: 1_000));
        var (first, later) = (
            one.FindIndex(p => p.Standing == RecipeStanding.Proven), many.FindIndex(p => p.Standing == RecipeStanding.Proven));
        Assert.True(later > first || later < 0, $"{first} and {later}");
        Assert.Equal(one.Select(p => p.OverBase), many.Select(p => p.OverBase));
        Assert.All(many.Where(p => p.Standing == RecipeStanding.Proven).Take(1), p => Assert.True(p.OverBase >= 5, $"{p}"));
    }

    [Fact]
    public void A_replay_is_a_function_of_the_record_and_a_longer_record_begins_alike()
    {
        var record = MadeUpRecord.Planted(3, 40);
        var points = Judge(record);
        Assert.Equal(points, Judge(record));
        Assert.Equal(points[..25], Judge([.. record.Take(25)]));
    }

    [Fact]
    public void A_session_is_calibrated_with_what_was_known_before_it()
    {
        var judge = new RecordJudge(0.65, 0.02, 10);
        foreach (var session in MadeUpRecord.Planted(1, 12))
        {
            var before = judge.Calibration;
            Assert.Equal(before, judge.Add(session).Calibration);
            Assert.NotEqual(before, judge.Calibration);
        }
    }

    /// <summary>A year of sessions in which no row reaches the threshold: profit has nothing to be proved with.</summary>
    [Fact]
    public void Without_signals_nothing_is_proven_or_doubted()
    {
        var points = Judge(MadeUpRecord.Planted(1, 60), minConfidence: 0.9999);
        Assert.True(points[^1].OverBase > 2);
        Assert.All(points, p => Assert.Equal((RecipeStanding.Unproven, 0.0, 0.0), (p.Standing, p.Profit, p.Doubt)));
    }

    private static List<EvidencePoint> Judge(
        IReadOnlyList<OutOfSampleSession> record, int recipes = 1, double minConfidence = 0.65)
    {
        var judge = new RecordJudge(minConfidence, 0.02, 10, recipes);
        return [.. record.Select(session =>
        {
            judge.Add(session);
            return judge.Evidence!;
        })];
    }
}
