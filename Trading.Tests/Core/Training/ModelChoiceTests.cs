using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;
using Trading.Core.Orders;
using Trading.Core.Storage;
using Trading.Core.Training;
using Trading.Tests.Core.Learning;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Core.Training;

public sealed class ModelChoiceTests
{
    private static readonly Instant Now = Minute(Wednesday, 0);
    private static readonly CurrentModel Night = new("m2", "m2", "Proven.", Minute(Monday, 0))
    {
        Previous = "m1",
        Evidence = EvidenceOf("recipe", RecipeStanding.Proven),
    };

    [Theory]
    [InlineData(TradingMode.Live)]
    [InlineData(TradingMode.Paper)]
    public void A_model_of_the_proven_recipe_is_promoted_and_its_proof_grows_no_younger(TradingMode mode)
    {
        var next = ModelChoice.Promote(Card("m1"), Night, mode, Now).Next!;
        Assert.Equal(("m1", "m2", "m2"), (next.Promoted, next.Newest, next.Previous));
        Assert.Equal((Night.DecidedAt, Night.Evidence), (next.DecidedAt, next.Evidence));
    }

    [Theory]
    [InlineData(RecipeStanding.Unproven, "recipe")]
    [InlineData(RecipeStanding.Doubted, "recipe")]
    [InlineData(RecipeStanding.Proven, "another")]
    public void Real_money_refuses_what_is_not_proven_and_play_money_does_not(RecipeStanding standing, string recipe)
    {
        var current = Night with { Evidence = EvidenceOf(recipe, standing) };
        Assert.Equal(ModelChoiceRefusal.NotProven, ModelChoice.Promote(Card("m1"), current, TradingMode.Live, Now).Refusal);
        Assert.Equal(ModelChoiceRefusal.NotProven, ModelChoice.RollBack(Card("m1"), current, TradingMode.Live, Now).Refusal);

        var next = ModelChoice.Promote(Card("m1"), current, TradingMode.Paper, Now).Next!;
        Assert.Equal(("m1", "m2", Now), (next.Promoted, next.Previous, next.DecidedAt));
    }

    [Fact]
    public void Real_money_refuses_without_any_evidence() => Assert.Equal(
        ModelChoiceRefusal.NotProven,
        ModelChoice.Promote(Card("m1"), Night with { Evidence = null }, TradingMode.Live, Now).Refusal);

    [Fact]
    public void A_proof_that_no_night_has_renewed_for_a_week_does_not_do_for_real_money()
    {
        var week = Night.DecidedAt + ModelInUse.LongestUnjudged;
        Assert.NotNull(ModelChoice.Promote(Card("m1"), Night, TradingMode.Live, week).Next);
        Assert.Equal(
            ModelChoiceRefusal.ProofIsOld,
            ModelChoice.Promote(Card("m1"), Night, TradingMode.Live, week + Duration.FromSeconds(1)).Refusal);
    }

    [Fact]
    public void A_model_that_learned_from_old_bars_is_not_chosen()
    {
        var marked = Night with { OldBars = new OldBars("m1", Monday, 250) };
        Assert.Equal(
            ModelChoiceRefusal.LearnedFromOldBars, ModelChoice.Promote(Card("m1"), marked, TradingMode.Paper, Now).Refusal);
        Assert.NotNull(ModelChoice.Promote(Card("m3"), marked, TradingMode.Paper, Now).Next);

        // With real money bars that have become old are enough, however fresh the proof of the recipe is.
        var later = Now + Duration.FromDays(7);
        var renewed = Night with { DecidedAt = later };
        Assert.Equal(
            ModelChoiceRefusal.LearnedFromOldBars, ModelChoice.RollBack(Card("m1"), renewed, TradingMode.Live, later).Refusal);
        Assert.NotNull(ModelChoice.RollBack(Card("m1"), renewed, TradingMode.Paper, later).Next);
    }

    [Fact]
    public void Going_back_twice_returns_to_the_first()
    {
        var back = ModelChoice.RollBack(Card("m1"), Night, TradingMode.Paper, Now).Next!;
        Assert.Equal(("m1", "m2"), (back.Promoted, back.Previous));
        var again = ModelChoice.RollBack(Card("m2"), back, TradingMode.Paper, Now).Next!;
        Assert.Equal(("m2", "m1"), (again.Promoted, again.Previous));
    }

    [Theory]
    [InlineData("m2")]
    [InlineData(null)]
    public void Going_back_to_an_unproven_model_promotes_nothing(string? promoted)
    {
        var current = Night with { Promoted = promoted, Evidence = EvidenceOf("recipe", RecipeStanding.Unproven) };
        var back = ModelChoice.RollBack(Card("m1"), current, TradingMode.Paper, Now).Next!;
        Assert.Equal((null, "m1", "m2"), (back.Promoted, back.Newest, back.Previous));
        Assert.Equal("m1", ModelChoice.InUse(back));
    }

    [Fact]
    public void The_model_in_use_can_be_promoted_from_probation_once_and_keeps_its_predecessor()
    {
        var current = Night with { Promoted = null };
        var next = ModelChoice.Promote(Card("m2"), current, TradingMode.Paper, Now).Next!;
        Assert.Equal(("m2", "m1"), (next.Promoted, next.Previous));
        Assert.Equal(ModelChoiceRefusal.InUse, ModelChoice.Promote(Card("m2"), next, TradingMode.Paper, Now).Refusal);
    }

    [Fact]
    public void A_model_that_this_program_cannot_use_is_refused() => Assert.Equal(
        ModelChoiceRefusal.Unusable,
        ModelChoice.Promote(Card("m1") with { FormatVersion = 1 }, Night, TradingMode.Paper, Now).Refusal);

    private static ModelCard Card(string id) => HandMadeModel.Of(id, Monday).Card;

    private static RecipeEvidence EvidenceOf(string recipe, RecipeStanding standing) =>
        new(recipe, Monday, new EvidencePoint(Monday, 30, 2.1, 2.2, 1.5, 0, standing));
}
