using NodaTime.Testing;
using Trading.Cli.Output;
using Trading.Core.Learning;
using Trading.Core.Learning.Evidence;
using Trading.Core.Orders;
using Trading.Core.Settings;
using Trading.Core.Storage;
using Trading.Core.Training;
using Trading.Tests.Simulation.Backtest;

namespace Trading.Tests.Core.Training;

public sealed class ModelInUseTests
{
    [Fact]
    public async Task A_promoted_model_trades_while_its_last_judgement_is_a_week_old_at_most()
    {
        var (models, current) = await PromotedAsync();
        Assert.True((await AskAsync(models, current.DecidedAt + ModelInUse.LongestUnjudged)).Model!.MayTrade);
        var (model, why) = await AskAsync(models, current.DecidedAt + ModelInUse.LongestUnjudged + Duration.FromSeconds(1));
        Assert.False(model!.MayTrade);
        Assert.Contains("has not been judged since", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_newest_model_is_asked_but_does_not_trade_when_none_is_promoted()
    {
        var (models, current) = await PromotedAsync();
        var (_, etag) = await models.GetCurrentAsync(TestContext.Current.CancellationToken);
        await models.TrySetCurrentAsync(current with { Promoted = null }, etag, TestContext.Current.CancellationToken);
        var (model, _) = await AskAsync(models, current.DecidedAt);
        Assert.Equal((current.Newest, false), (model!.Id, model.MayTrade));
    }

    [Fact]
    public async Task Promotion_Always_never_means_real_money()
    {
        var (models, current) = await PromotedAsync();
        var (_, etag) = await models.GetCurrentAsync(TestContext.Current.CancellationToken);
        await models.TrySetCurrentAsync(current with { Promoted = null }, etag, TestContext.Current.CancellationToken);
        Assert.True((await AskAsync(models, current.DecidedAt, Promotion.Always, TradingMode.Paper)).Model!.MayTrade);
        Assert.False((await AskAsync(models, current.DecidedAt, Promotion.Always, TradingMode.Live)).Model!.MayTrade);
    }

    [Fact]
    public async Task Without_any_model_the_reason_is_told()
    {
        var (model, why) = await AskAsync(new InMemoryModelRegistry(), Instant.FromUtc(2025, 11, 10, 0, 0));
        Assert.Null(model);
        Assert.Equal("No model has been trained yet.", why);
    }

    [Fact]
    public async Task A_current_model_that_is_missing_or_damaged_trades_nothing_and_says_so()
    {
        var models = new InMemoryModelRegistry();
        var (_, etag) = await models.GetCurrentAsync(TestContext.Current.CancellationToken);
        var now = Instant.FromUtc(2025, 11, 10, 0, 0);
        await models.TrySetCurrentAsync(
            new CurrentModel("gone", "gone", "Promoted.", now), etag, TestContext.Current.CancellationToken);
        var (model, why) = await AskAsync(models, now);
        Assert.Null(model);
        Assert.Contains("gone", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Promotion.Proven, TradingMode.Paper, ModelStanding.Unproven)]
    [InlineData(Promotion.Probation, TradingMode.Paper, ModelStanding.Probation)]
    [InlineData(Promotion.Probation, TradingMode.Simulated, ModelStanding.Probation)]
    [InlineData(Promotion.Probation, TradingMode.Live, ModelStanding.Unproven)]
    [InlineData(Promotion.Always, TradingMode.Paper, ModelStanding.Assumed)]
    [InlineData(Promotion.Always, TradingMode.Live, ModelStanding.Unproven)]
    public void An_unproven_model_trades_what_the_settings_allow_and_never_real_money(
        Promotion promotion, TradingMode mode, ModelStanding expected) =>
        Assert.Equal(expected, Standing(RecipeStanding.Unproven, isPromoted: false, promotion, mode));

    [Theory]
    [InlineData(Promotion.Proven, TradingMode.Paper, ModelStanding.Doubted)]
    [InlineData(Promotion.Probation, TradingMode.Paper, ModelStanding.Doubted)]
    [InlineData(Promotion.Always, TradingMode.Paper, ModelStanding.Assumed)]
    [InlineData(Promotion.Always, TradingMode.Live, ModelStanding.Doubted)]
    public void A_doubted_model_trades_only_where_everything_does(
        Promotion promotion, TradingMode mode, ModelStanding expected) =>
        Assert.Equal(expected, Standing(RecipeStanding.Doubted, isPromoted: false, promotion, mode));

    [Theory]
    [InlineData(Promotion.Proven, TradingMode.Live)]
    [InlineData(Promotion.Probation, TradingMode.Paper)]
    [InlineData(Promotion.Always, TradingMode.Paper)]
    public void A_proven_model_trades_whatever_the_settings_say(Promotion promotion, TradingMode mode) =>
        Assert.Equal(ModelStanding.Proven, Standing(RecipeStanding.Proven, isPromoted: true, promotion, mode));

    /// <summary>A person can put an unproven model in use: with play money.</summary>
    [Theory]
    [InlineData(TradingMode.Paper, ModelStanding.Assumed)]
    [InlineData(TradingMode.Live, ModelStanding.Unproven)]
    public void A_promotion_without_evidence_is_an_assumption(TradingMode mode, ModelStanding expected) =>
        Assert.Equal(expected, Standing(RecipeStanding.Unproven, isPromoted: true, Promotion.Proven, mode));

    [Theory]
    [InlineData(Promotion.Proven, ModelStanding.Unproven)]
    [InlineData(Promotion.Probation, ModelStanding.Unproven)]
    [InlineData(Promotion.Always, ModelStanding.Assumed)]
    public void A_proof_that_no_night_has_renewed_is_none(Promotion promotion, ModelStanding expected) => Assert.Equal(
        expected,
        Standing(
            RecipeStanding.Proven, isPromoted: true, promotion, TradingMode.Paper,
            ModelInUse.LongestUnjudged + Duration.FromSeconds(1)));

    [Theory]
    [InlineData(Promotion.Probation, TradingMode.Simulated, true)]
    [InlineData(Promotion.Always, TradingMode.Paper, true)]
    [InlineData(Promotion.Always, TradingMode.Live, false)]
    public void A_model_that_learned_from_old_bars_trades_nothing_whatever_the_settings_say(
        Promotion promotion, TradingMode mode, bool isPromoted)
    {
        var old = new OldBars("m1", new LocalDate(2024, 11, 7), 250);
        var now = Instant.FromUtc(2025, 11, 10, 1, 0);
        var current = new CurrentModel(isPromoted ? "m1" : null, "m1", "Because.", now) { OldBars = old };
        var settings = Settings(promotion);

        var (standing, reason) = ModelInUse.StandingOf("m1", "r", settings.Plan, current, settings, mode, now);
        Assert.Equal((ModelStanding.Unproven, new StandingReason.LearnedFromOldBars(old)), (standing, reason));
        Assert.Contains("2024-11-07, 250 sessions behind", StandingText.Of(reason), StringComparison.Ordinal);

        var other = ModelInUse.StandingOf("m2", "r", settings.Plan, current, settings, mode, now).Reason;
        Assert.IsNotType<StandingReason.LearnedFromOldBars>(other);
    }

    /// <summary>A training of today on an old archive is no judgement of today.</summary>
    [Fact]
    public void What_is_judged_by_old_sessions_says_by_which()
    {
        var now = Instant.FromUtc(2026, 11, 10, 1, 0);
        var point = new EvidencePoint(new LocalDate(2025, 11, 7), 20, 2.5, 2.5, 2, 0, RecipeStanding.Unproven);
        var current = new CurrentModel(null, "m1", "Because.", now) { Evidence = new RecipeEvidence("r", point.Session, point) };
        var settings = Settings(Promotion.Probation);

        var reason = ModelInUse.StandingOf("m1", "r", settings.Plan, current, settings, TradingMode.Paper, now).Reason;

        Assert.Contains("has not been judged since 2025-11-07", StandingText.Of(reason), StringComparison.Ordinal);
    }

    private static ModelStanding Standing(
        RecipeStanding evidence, bool isPromoted, Promotion promotion, TradingMode mode, Duration age = default,
        Func<TradingSettings, TradingSettings>? change = null)
    {
        var decided = Instant.FromUtc(2025, 11, 10, 1, 0);
        var point = new EvidencePoint(new LocalDate(2025, 11, 7), 20, 2.5, 2.5, 2, 0, evidence);
        var current = new CurrentModel(isPromoted ? "m1" : null, "m1", "Because.", decided)
        {
            Evidence = new RecipeEvidence("0123456789ab", new LocalDate(2025, 10, 1), point) { MinConfidence = 0.65 },
        };
        var settings = Settings(promotion);
        return ModelInUse.StandingOf(
            "m1", "0123456789ab", (change ?? (s => s))(settings).Plan, current, settings, mode, decided + age).Standing;
    }

    [Theory]
    [InlineData(TradingMode.Live, ModelStanding.Unproven)]
    [InlineData(TradingMode.Paper, ModelStanding.Assumed)]
    public void A_proof_of_another_trade_proves_nothing(TradingMode mode, ModelStanding expected) => Assert.Equal(
        expected,
        Standing(
            RecipeStanding.Proven, isPromoted: true, Promotion.Proven, mode,
            change: settings => settings with { Risk = settings.Risk with { TakeProfit = 0.03m } }));

    private static TradingSettings Settings(Promotion promotion) => SmallMarket.Settings with
    {
        Learning = SmallMarket.Settings.Learning with { Promotion = promotion },
    };

    private static async Task<(InMemoryModelRegistry Models, CurrentModel Current)> PromotedAsync()
    {
        var (result, stores) = await SmallMarket.Plain.Value;
        var cancel = TestContext.Current.CancellationToken;
        var models = new InMemoryModelRegistry();
        foreach (var card in result.Models) await models.SaveAsync(await stores.Models.LoadAsync(card.Id, cancel), cancel);
        var current = (await stores.Models.GetCurrentAsync(cancel)).Current;
        var (_, etag) = await models.GetCurrentAsync(cancel);
        await models.TrySetCurrentAsync(current, etag, cancel);
        Assert.NotNull(current.Promoted);
        return (models, current);
    }

    private static async Task<(UsableModel? Model, string Why)> AskAsync(
        InMemoryModelRegistry models, Instant now, Promotion promotion = Promotion.Proven, TradingMode mode = TradingMode.Paper)
    {
        var inUse = new ModelInUse(models, Settings(promotion), mode, new FakeClock(now));
        var (model, reason) = await inUse.GetAsync(TestContext.Current.CancellationToken);
        return (model, StandingText.Of(reason));
    }
}
