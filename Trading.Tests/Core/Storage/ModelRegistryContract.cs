using Trading.Cli.Output;
using Trading.Core.Learning.Evidence;
using Trading.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Core.Storage;

/// <summary>What every model registry must do; a store's tests derive from this.</summary>
public abstract class ModelRegistryContract
{
    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract IModelRegistry Registry { get; }

    /// <summary>The same registry as another process finds it.</summary>
    protected abstract IModelRegistry Reopen();

    [Fact]
    public async Task A_new_registry_has_no_model_and_says_so()
    {
        Assert.Empty(await Registry.GetCardsAsync(Cancel));
        Assert.Equal(CurrentModel.None, (await Registry.GetCurrentAsync(Cancel)).Current);
        var error = await Assert.ThrowsAsync<StorageException>(() => Registry.LoadAsync("20251103T010000Z-3f9a0c52be17", Cancel));
        Assert.Contains("20251103T010000Z-3f9a0c52be17", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_with_models_and_no_word_which_is_in_use_says_that_it_is_missing()
    {
        await Registry.SaveAsync(AModel("m1"), Cancel);
        var (current, tag) = await Reopen().GetCurrentAsync(Cancel);
        Assert.Equal(CurrentModel.Missing, current);
        Assert.True(await Reopen().TrySetCurrentAsync(new("m1", "m1", "", Minute(Monday, 0)), tag, Cancel));
        Assert.Equal("m1", (await Registry.GetCurrentAsync(Cancel)).Current.Promoted);
    }

    [Fact]
    public async Task A_model_comes_back_with_every_field_of_its_card()
    {
        var saved = AModel("m1", reason: "Log-loss 0.69 >= 0.68 & \"worse\" – kept.");
        await Registry.SaveAsync(saved, Cancel);
        var loaded = await Reopen().LoadAsync("m1", Cancel);
        Assert.Equal(saved.Model.ToArray(), loaded.Model.ToArray());
        Assert.Equivalent(saved.Card, loaded.Card, strict: true);
        Assert.Equivalent(saved.Card, Assert.Single(await Reopen().GetCardsAsync(Cancel)), strict: true);
    }

    [Fact]
    public async Task A_model_saved_again_changes_nothing()
    {
        await Registry.SaveAsync(AModel("m1"), Cancel);
        await Registry.SaveAsync(AModel("m1", reason: "Another.") with { Model = new byte[] { 1 } }, Cancel);
        var loaded = await Reopen().LoadAsync("m1", Cancel);
        Assert.Equal(6, loaded.Model.Length);
        Assert.Equal("It beat the base rate.", loaded.Card.Verdict!.Reason);
    }

    [Fact]
    public async Task A_deleted_model_is_gone_and_can_be_saved_again()
    {
        await Registry.SaveAsync(AModel("m1"), Cancel);
        await Registry.SaveAsync(AModel("m2"), Cancel);
        Assert.Equal(2, (await Registry.GetCardsAsync(Cancel)).Count);
        await Reopen().DeleteAsync("m1", Cancel);
        Assert.Equal("m2", Assert.Single(await Registry.GetCardsAsync(Cancel)).Id);
        await Assert.ThrowsAsync<StorageException>(() => Registry.LoadAsync("m1", Cancel));
        await Registry.LoadAsync("m2", Cancel);

        await Registry.SaveAsync(AModel("m1"), Cancel);
        await Reopen().LoadAsync("m1", Cancel);
        Assert.Equal(2, (await Reopen().GetCardsAsync(Cancel)).Count);
    }

    [Fact]
    public async Task Deleting_what_is_not_stored_is_fine()
    {
        await Registry.DeleteAsync("m1", Cancel);
        await Registry.SaveAsync(AModel("m1"), Cancel);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => Reopen().DeleteAsync("m1", Cancel))));
        Assert.Empty(await Registry.GetCardsAsync(Cancel));
    }

    [Fact]
    public async Task Cards_come_oldest_first()
    {
        foreach (var (id, minute) in new[] { ("a", 9), ("c", 1), ("b", 1) }) await Registry.SaveAsync(AModel(id, minute), Cancel);
        Assert.Equal(["b", "c", "a"], (await Registry.GetCardsAsync(Cancel)).Select(card => card.Id));
    }

    [Fact]
    public async Task The_current_model_changes_only_under_its_tag()
    {
        var none = await Registry.GetCurrentAsync(Cancel);
        var first = new CurrentModel("m1", "m1", "It's > 0.", Minute(Monday, 0) + Duration.FromNanoseconds(1));
        Assert.True(await Registry.TrySetCurrentAsync(first, none.ETag, Cancel));
        Assert.False(await Registry.TrySetCurrentAsync(first with { Promoted = null }, none.ETag, Cancel));

        var stands = await Reopen().GetCurrentAsync(Cancel);
        Assert.Equal(first, stands.Current);
        Assert.True(await Registry.TrySetCurrentAsync(first with { Promoted = null }, stands.ETag, Cancel));
        Assert.Equal(first with { Promoted = null }, (await Reopen().GetCurrentAsync(Cancel)).Current);
    }

    [Fact]
    public async Task The_current_model_comes_back_with_its_predecessor_and_the_evidence_to_the_last_bit()
    {
        var current = new CurrentModel("m2", "m3", "It is proven.", Minute(Monday, 0))
        {
            Previous = "m1",
            OldBars = new OldBars("m2", Monday, 250),
            Evidence = new RecipeEvidence(
                "3f9a0c52be17", new LocalDate(2025, 5, 7),
                new EvidencePoint(Monday, 120, 2.53, 1.0 / 3, -0.25, 0, RecipeStanding.Proven) { RecipesTried = 3 })
            {
                MinConfidence = 0.65,
                Begun = [new("0a1b2c3d4e5f", 0.7, Monday, 1), new("3f9a0c52be17", 0.65, new LocalDate(2025, 5, 7), 3)],
            },
        };
        Assert.True(await Registry.TrySetCurrentAsync(current, (await Registry.GetCurrentAsync(Cancel)).ETag, Cancel));
        var stands = await Reopen().GetCurrentAsync(Cancel);
        Assert.Equal(current, stands.Current);

        var unjudged = current with { Previous = null, Evidence = new RecipeEvidence("3f9a0c52be17", Monday, null) };
        Assert.True(await Registry.TrySetCurrentAsync(unjudged, stands.ETag, Cancel));
        Assert.Equal(unjudged, (await Reopen().GetCurrentAsync(Cancel)).Current);
    }

    [Fact]
    public async Task A_tag_is_never_valid_again_though_the_content_returns()
    {
        var (one, two) = (
            new CurrentModel("m1", "m1", "", Minute(Monday, 0)), new CurrentModel("m2", "m2", "", Minute(Monday, 0)));
        Assert.True(await Registry.TrySetCurrentAsync(one, (await Registry.GetCurrentAsync(Cancel)).ETag, Cancel));
        var old = (await Registry.GetCurrentAsync(Cancel)).ETag;
        Assert.True(await Registry.TrySetCurrentAsync(two, old, Cancel));
        Assert.True(await Registry.TrySetCurrentAsync(one, (await Registry.GetCurrentAsync(Cancel)).ETag, Cancel));
        Assert.False(await Registry.TrySetCurrentAsync(two, old, Cancel));
    }

    [Fact]
    public async Task Of_writers_that_race_exactly_one_wins()
    {
        var registries = Enumerable.Range(0, 4).Select(_ => Reopen()).ToArray();
        for (var round = 0; round < 10; round++)
        {
            var etag = (await Registry.GetCurrentAsync(Cancel)).ETag;
            var won = await Task.WhenAll(registries.Select((registry, i) => Task.Run(() =>
                registry.TrySetCurrentAsync(new($"m{i}", $"m{i}", "", Minute(Monday, 0)), etag, Cancel))));
            Assert.Equal(1, won.Count(one => one));
            Assert.Equal($"m{Array.IndexOf(won, true)}", (await Registry.GetCurrentAsync(Cancel)).Current.Promoted);
            await Task.WhenAll(
                registries.Select(registry => Task.Run(() => registry.SaveAsync(AModel($"model{round}"), Cancel))));
        }
        Assert.Equal(10, (await Registry.GetCardsAsync(Cancel)).Count);
    }
}

public sealed class InMemoryModelRegistryTests : ModelRegistryContract
{
    private readonly InMemoryModelRegistry registry = new();

    protected override IModelRegistry Registry => registry;

    protected override IModelRegistry Reopen() => registry;
}
