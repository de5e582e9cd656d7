using Trading.Core.Learning.Evidence;
using Trading.Core.Learning.Record;

namespace Trading.Tests.Core.Learning.Evidence;

/// <summary>A judge that goes on with what another has learned, to judge later sessions by themselves.</summary>
public class JudgeWithoutEvidenceTests
{
    private const int Learned = 60;

    private static readonly IReadOnlyList<OutOfSampleSession> Life =
        [.. SimulatedLife.Sessions(SimulatedRecords.Edge(seed: 4, strength: 0.6))];

    [Fact]
    public void It_forecasts_as_the_other_would_and_begins_without_evidence()
    {
        var (other, fresh) = (After(Learned), After(Learned).WithoutEvidence(1));
        Assert.Null(fresh.Evidence);
        Assert.Equal(other.Add(Life[Learned]).Probabilities, fresh.Add(Life[Learned]).Probabilities);
        Assert.Equal(1, fresh.Evidence!.Sessions);
        Assert.Equal(Learned + 1, other.Evidence!.Sessions);
        Assert.True(fresh.Evidence.OverBase < other.Evidence.OverBase);
    }

    [Fact]
    public void Several_recipes_on_the_same_sessions_must_prove_more()
    {
        var alone = ProvenAt(After(Learned).WithoutEvidence(1));
        Assert.InRange(alone, 2, Life.Count - Learned - 1);
        Assert.InRange(ProvenAt(After(Learned).WithoutEvidence(1_000_000)), alone + 1, int.MaxValue);
    }

    private static RecordJudge After(int sessions)
    {
        var judge = new RecordJudge(minConfidence: 0.65, lossAtStop: 0.02, chains: 10);
        foreach (var session in Life.Take(sessions)) judge.Add(session);
        return judge;
    }

    private static int ProvenAt(RecordJudge judge)
    {
        var at = 0;
        foreach (var session in Life.Skip(Learned))
        {
            at++;
            judge.Add(session);
            if (judge.Evidence!.Standing == RecipeStanding.Proven) return at;
        }
        return int.MaxValue;
    }
}
