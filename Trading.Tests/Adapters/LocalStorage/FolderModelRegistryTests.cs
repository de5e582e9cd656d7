using Trading.Adapters.LocalStorage;
using Trading.Cli.Output;
using Trading.Core.Storage;
using Trading.Tests.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.LocalStorage;

public sealed class FolderModelRegistryTests : ModelRegistryContract, IDisposable
{
    private readonly TempFolder folder = new();

    protected override IModelRegistry Registry => Reopen();

    protected override IModelRegistry Reopen() => new FolderModelRegistry(folder["models"]);

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("card.json")]
    [InlineData("model.zip")]
    public async Task A_damaged_model_is_an_error_that_names_its_file(string file)
    {
        await Registry.SaveAsync(AModel("m1"), Cancel);
        var path = folder[$"models/m1/{file}"];
        var bytes = await File.ReadAllBytesAsync(path, Cancel);
        await File.WriteAllBytesAsync(path, bytes[..(bytes.Length / 2)], Cancel);
        var error = await Assert.ThrowsAsync<StorageException>(() => Registry.LoadAsync("m1", Cancel));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_card_that_lacks_a_member_is_an_error_that_names_both()
    {
        await Registry.SaveAsync(AModel("m1"), Cancel);
        var path = folder["models/m1/card.json"];
        await File.WriteAllTextAsync(
            path, (await File.ReadAllTextAsync(path, Cancel)).Replace("\"seed\"", "\"sead\"", StringComparison.Ordinal), Cancel);
        var error = await Assert.ThrowsAsync<StorageException>(() => Registry.GetCardsAsync(Cancel));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.Contains("seed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_damaged_current_model_is_an_error_and_is_not_overwritten()
    {
        var etag = (await Registry.GetCurrentAsync(Cancel)).ETag;
        Directory.CreateDirectory(folder["models"]);
        await File.WriteAllTextAsync(folder["models/current.json"], "{", Cancel);
        var error = await Assert.ThrowsAsync<StorageException>(() => Registry.GetCurrentAsync(Cancel));
        Assert.Contains(folder["models/current.json"], error.Message, StringComparison.Ordinal);
        Assert.Contains("delete this file, and the next training writes it anew", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageException>(() => Registry.TrySetCurrentAsync(CurrentModel.None, etag, Cancel));
        Assert.Equal("{", await File.ReadAllTextAsync(folder["models/current.json"], Cancel));
    }

    [Fact]
    public async Task A_current_model_of_an_older_program_has_no_predecessor_and_no_evidence()
    {
        Directory.CreateDirectory(folder["models"]);
        await File.WriteAllTextAsync(
            folder["models/current.json"],
            """{"promoted":"m1","newest":"m2","reason":"It beat the base rate.","decidedAt":"2025-11-03T14:30:00Z"}""", Cancel);
        Assert.Equal(
            new CurrentModel("m1", "m2", "It beat the base rate.", Minute(Monday, 0)),
            (await Registry.GetCurrentAsync(Cancel)).Current);
    }

    [Fact]
    public async Task What_a_killed_writer_left_aside_is_no_model()
    {
        await Registry.SaveAsync(AModel("m1"), Cancel);
        Directory.CreateDirectory(folder["models/.aside-0123"]);
        await File.WriteAllTextAsync(folder["models/.aside-0123/model.zip"], "half", Cancel);
        await File.WriteAllTextAsync(folder["models/.aside-4567"], "{ half", Cancel);
        Assert.Equal("m1", Assert.Single(await Registry.GetCardsAsync(Cancel)).Id);
    }

    [Fact]
    public async Task Nothing_is_left_aside_when_no_writer_was_killed()
    {
        await Registry.SaveAsync(AModel("m1"), Cancel);
        await Registry.TrySetCurrentAsync(
            new("m1", "m1", "", Minute(Monday, 0)), (await Registry.GetCurrentAsync(Cancel)).ETag, Cancel);
        Assert.Equal([".lock", "current.json", "m1"], Directory.GetFileSystemEntries(folder["models"]).Select(
            Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_files_read_as_a_person_expects()
    {
        await Registry.SaveAsync(AModel("m1", reason: "It's > 0."), Cancel);
        var card = await File.ReadAllTextAsync(folder["models/m1/card.json"], Cancel);
        Assert.Contains("\"trainedAt\": \"2025-11-03T14:30:00Z\"", card, StringComparison.Ordinal);
        Assert.Contains("\"modelType\": \"LightGbm\"", card, StringComparison.Ordinal);
        Assert.Contains("\"first\": \"2025-09-01\"", card, StringComparison.Ordinal);
        Assert.Contains("It's > 0.", card, StringComparison.Ordinal);
        // Computed with sha256sum (coreutils) over the bytes 50 4b 03 04 00 ff.
        Assert.Equal("32c5298373643a70f302359fcc0d482269cfe8feedfa635f874bd546a71be65c  model.zip\n", await File.ReadAllTextAsync(
            folder["models/m1/model.zip.sha256"], Cancel));
    }

    [Theory]
    [InlineData("../m1")]
    [InlineData("/etc")]
    [InlineData(".aside-1")]
    [InlineData("m1\n")]
    [InlineData("")]
    public async Task An_id_that_leads_elsewhere_is_refused(string id) =>
        await Assert.ThrowsAsync<ArgumentException>(() => Registry.LoadAsync(id, Cancel));
}
