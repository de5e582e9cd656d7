using NodaTime.Testing;
using Trading.Cli.Output;
using Trading.Core.Learning;
using Trading.Core.Orders;
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
        var inUse = new ModelInUse(models, promotion, mode, new FakeClock(now));
        var (model, reason) = await inUse.GetAsync(TestContext.Current.CancellationToken);
        return (model, StandingText.Of(reason));
    }
}
