using Trading.Adapters.LocalStorage;
using Trading.Cli.Output;
using Trading.Tests.Core.Storage;

namespace Trading.Tests.Adapters.LocalStorage;

public sealed class FolderModelCacheTests : IDisposable
{
    private static readonly byte[] Model = [80, 75, 3, 4, 0, 255];
    private readonly TempFolder folder = new();

    private string Home => folder["cache/models"];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_model_comes_back_in_another_process_and_one_that_was_never_kept_does_not()
    {
        new FolderModelCache(Home).Put("0a1b", Model);
        Assert.Equal(Model, new FolderModelCache(Home).Get("0a1b")!.Value.ToArray());
        Assert.Null(new FolderModelCache(Home).Get("0a1c"));
        Assert.Equal(["0a1b"], Directory.GetFiles(Home).Select(Path.GetFileName));
    }

    [Fact]
    public void A_model_kept_again_replaces_the_first()
    {
        var cache = new FolderModelCache(Home);
        cache.Put("0a1b", Model);
        cache.Put("0a1b", new byte[] { 1, 2 });
        Assert.Equal([1, 2], cache.Get("0a1b")!.Value.ToArray());
    }

    [Fact]
    public void A_file_that_is_cut_or_changed_reads_as_absent_and_is_replaced()
    {
        var cache = new FolderModelCache(Home);
        cache.Put("0a1b", Model);
        var path = Path.Combine(Home, "0a1b");
        var whole = File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllBytes(path, whole[..length]);
            Assert.Null(cache.Get("0a1b"));
        }
        for (var at = 0; at < whole.Length; at++)
        {
            var changed = whole.ToArray();
            changed[at] ^= 1;
            File.WriteAllBytes(path, changed);
            Assert.Null(cache.Get("0a1b"));
        }
        cache.Put("0a1b", Model);
        Assert.Equal(Model, cache.Get("0a1b")!.Value.ToArray());
    }

    [Fact]
    public void The_least_recently_used_go_first()
    {
        var early = new DateTime(2025, 11, 3, 0, 0, 0, DateTimeKind.Utc);
        for (var i = 0; i < 10; i++)
        {
            new FolderModelCache(Home).Put($"{i:x4}", Model);
            File.SetLastWriteTimeUtc(Path.Combine(Home, $"{i:x4}"), early.AddMinutes(i));
        }
        Assert.NotNull(new FolderModelCache(Home).Get("0000"));
        // The first write of a process looks at the folder.
        new FolderModelCache(Home, mostFiles: 3).Put("aaaa", Model);
        Assert.Equal(["0000", "0009", "aaaa"], Directory.GetFiles(Home).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_bytes_are_bounded_too()
    {
        var early = new DateTime(2025, 11, 3, 0, 0, 0, DateTimeKind.Utc);
        for (var i = 0; i < 10; i++)
        {
            new FolderModelCache(Home).Put($"{i:x4}", new byte[1_000]);
            File.SetLastWriteTimeUtc(Path.Combine(Home, $"{i:x4}"), early.AddMinutes(i));
        }
        new FolderModelCache(Home, mostBytes: 2_500).Put("aaaa", new byte[1_000]);
        Assert.Equal(["0009", "aaaa"], Directory.GetFiles(Home).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_folder_that_cannot_be_made_costs_nothing_but_the_model()
    {
        File.WriteAllText(folder["cache"], "a file where the folder should be");
        var cache = new FolderModelCache(Home);
        cache.Put("0a1b", Model);
        Assert.Null(cache.Get("0a1b"));
    }

    [Fact]
    public async Task Many_writers_and_readers_at_once_see_whole_models_only()
    {
        await Task.WhenAll(Enumerable.Range(1, 4).Select(writer => Task.Run(() =>
        {
            var cache = new FolderModelCache(Home, mostFiles: 5);
            for (var i = 0; i < 100; i++)
            {
                cache.Put($"{i % 8:x4}", Enumerable.Repeat((byte)writer, 2_000).ToArray());
                if (cache.Get($"{(i + 1) % 8:x4}") is { } model) Assert.Single(model.ToArray().Distinct());
            }
        })));
        Assert.InRange(Directory.GetFiles(Home).Length, 1, 8);
    }

    [Theory]
    [InlineData("../0a")]
    [InlineData("")]
    [InlineData("0A")]
    [InlineData("0a\n")]
    public void A_key_that_leads_elsewhere_is_refused(string key) =>
        Assert.Throws<ArgumentException>(() => new FolderModelCache(Home).Get(key));
}
