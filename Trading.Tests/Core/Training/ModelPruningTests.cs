using CsCheck;
using Trading.Cli.Output;
using Trading.Core.Storage;
using Trading.Core.Training;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Core.Training;

public sealed class ModelPruningTests
{
    private static readonly Instant Now = Minute(Monday, 0);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public Task What_is_needed_stays_and_the_rest_goes() => (
        from ages in Gen.Int[0, 400].Array[0, 80]
        from keepDays in Gen.Int[1, 365]
        from used in Gen.Select(Gen.Int[-1, 79], Gen.Int[-1, 79], Gen.Int[-1, 79])
        select (ages, keepDays, used)).SampleAsync(async sample =>
        {
            var (ages, keepDays, (promoted, newest, previous)) = sample;
            var registry = await RegistryAsync(ages);
            var current = new CurrentModel(Id(promoted, ages), Id(newest, ages), "", Now) { Previous = Id(previous, ages) };
            await registry.TrySetCurrentAsync(current, (await registry.GetCurrentAsync(Cancel)).ETag, Cancel);
            var before = await registry.GetCardsAsync(Cancel);
            var count = await ModelPruning.PruneAsync(registry, Now, keepDays, Cancel);
            var kept = (await registry.GetCardsAsync(Cancel)).Select(card => card.Id).ToHashSet();

            Assert.Equal(before.Count - count, kept.Count);
            foreach (var id in new[] { current.Promoted, current.Newest, current.Previous })
                Assert.True(id is null || kept.Contains(id), $"{id} is needed and is gone.");
            var isKnown = current.Promoted is not null || current.Newest is not null;
            for (var i = 0; i < before.Count; i++)
            {
                var isNew = i >= before.Count - 30 || Now - before[i].TrainedAt <= Duration.FromDays(keepDays);
                var isNeeded = before[i].Id == current.Promoted || before[i].Id == current.Newest
                    || before[i].Id == current.Previous;
                Assert.Equal(isNew || isNeeded || !isKnown, kept.Contains(before[i].Id));
            }
        }, iter: 200, threads: 1);

    [Fact]
    public async Task While_it_is_not_known_which_model_is_in_use_nothing_goes()
    {
        var registry = await RegistryAsync([.. Enumerable.Range(300, 40)]);
        Assert.Equal(0, await ModelPruning.PruneAsync(registry, Now, 90, Cancel));
        Assert.Equal(40, (await registry.GetCardsAsync(Cancel)).Count);
    }

    private static async Task<InMemoryModelRegistry> RegistryAsync(int[] ages)
    {
        var registry = new InMemoryModelRegistry();
        for (var i = 0; i < ages.Length; i++)
            await registry.SaveAsync(AModel($"m{i}", trainedMinutes: -ages[i] * 24 * 60), Cancel);
        return registry;
    }

    private static string? Id(int index, int[] ages) => index >= 0 && index < ages.Length ? $"m{index}" : null;
}
