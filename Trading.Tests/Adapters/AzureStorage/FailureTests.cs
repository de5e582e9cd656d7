using Azure;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Trading.Adapters.AzureStorage;
using Trading.Cli.Output;
using Trading.Core.Storage;
using static Trading.Tests.Core.Storage.Rows;

namespace Trading.Tests.Adapters.AzureStorage;

/// <summary>Every error is one sentence that names the place and says what to do.</summary>
public sealed class FailureTests(Azurite azurite)
{
    private const string Role = "The Role";
    private static readonly Uri Place = new("https://account.table.core.windows.net/intents?sig=secret");

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_storage_that_stops_answering_is_named_and_what_it_confirmed_was_whole()
    {
        await azurite.FreshOrSkipAsync();
        var (server, _) = await AzuriteProcess.StartAsync(Cancel);
        await using var stopped = server!;
        var account = new AzureStorageAccount(stopped.Fresh());
        var (journal, registry, archive) = (
            new AzureTableJournal(account), new AzureModelRegistry(account), new AzureBarArchive(account));
        Assert.True(await journal.TryAddIntentAsync(AnIntent(Monday, "SPY", 1), Cancel));
        await stopped.StopAsync();

        Func<Task>[] calls =
        [
            () => journal.GetStateAsync(Cancel),
            () => journal.TryAddIntentAsync(AnIntent(Monday, "SPY", 2), Cancel),
            () => journal.SavePredictionsAsync(Monday, [APrediction(Monday, "SPY", 1)], Cancel),
            () => journal.TryStartJobAsync(AJob(Monday, JobKind.Rebalance), Cancel),
            () => registry.GetCurrentAsync(Cancel),
            () => registry.GetCardsAsync(Cancel),
            () => registry.SaveAsync(AModel("m1"), Cancel),
            () => archive.ReadAsync(Monday, Cancel),
            () => archive.WriteAsync(Monday, [SomeBars(Monday, "SPY", 1)], Cancel),
        ];
        foreach (var call in calls)
        {
            var error = await Assert.ThrowsAsync<StorageException>(call);
            Assert.StartsWith("http://127.0.0.1:", error.Message, StringComparison.Ordinal);
            Assert.EndsWith("is Azurite running?", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain('\n', error.Message);
        }
    }

    [Fact]
    public async Task A_wrong_key_is_told_as_such_and_never_shown()
    {
        var options = await azurite.FreshOrSkipAsync();
        var key = Convert.ToBase64String(new byte[32]);
        var connection = string.Join(';', options.ConnectionString!.Split(';').Select(
            part => part.StartsWith("AccountKey", StringComparison.Ordinal) ? $"AccountKey={key}" : part));
        var wrong = new AzureStorageAccount(options with { ConnectionString = connection });
        foreach (var call in (Func<Task>[])[() => new AzureTableJournal(wrong).GetStateAsync(Cancel), () =>
            new AzureModelRegistry(wrong).GetCurrentAsync(Cancel)])
        {
            var error = await Assert.ThrowsAsync<StorageException>(call);
            Assert.Contains("check the key in Trading__Storage__ConnectionString", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(key, error.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(403, "AuthorizationPermissionMismatch", "give it the role 'The Role'")]
    [InlineData(403, "AuthorizationFailure", "network rules")]
    [InlineData(403, "KeyBasedAuthenticationNotPermitted", "takes no account keys; set Trading__Storage__blobServiceUri")]
    [InlineData(401, "InvalidAuthenticationInfo", "check the key in Trading__Storage__ConnectionString")]
    [InlineData(404, "ResourceNotFound", "is not there (ResourceNotFound)")]
    [InlineData(409, "TableBeingDeleted", "is being deleted")]
    [InlineData(412, "UpdateConditionNotSatisfied", "was changed by another process")]
    [InlineData(503, "ServerBusy", "is busy or has a problem")]
    [InlineData(400, "PropertyValueTooLarge", "more than it can keep")]
    [InlineData(0, null, "does not answer (Words.); check the account's name")]
    public async Task A_refusal_says_what_to_do(int status, string? code, string advice)
    {
        var error = await ExplainedAsync(new RequestFailedException(status, "Words.\nMore words.", code, null));
        Assert.StartsWith("https://account.table.core.windows.net/intents ", error, StringComparison.Ordinal);
        Assert.Contains(advice, error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
        Assert.DoesNotContain("secret", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_identity_that_cannot_be_had_and_an_answer_that_does_not_come_are_told()
    {
        Assert.Contains("sign in with 'az login'", await ExplainedAsync(
            new CredentialUnavailableException("None.")), StringComparison.Ordinal);
        Assert.Contains(
            "does not answer in time", await ExplainedAsync(new TaskCanceledException("Timeout.")), StringComparison.Ordinal);
        Assert.Contains("does not answer (Last.)", await ExplainedAsync(
            new AggregateException(new IOException("First."), new IOException("Last."))), StringComparison.Ordinal);
        await Assert.ThrowsAsync<OperationCanceledException>(() =>
            StorageErrors.GuardAsync<int>(
                Place, Role, () => throw new OperationCanceledException(), new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData("Status", "Perhaps")]
    [InlineData("ReferencePrice", "a lot")]
    [InlineData("DecidedAt", "someday")]
    [InlineData("Quantity", "many")]
    public async Task A_row_that_was_damaged_by_hand_is_named_with_its_column(string column, string value)
    {
        var options = await azurite.FreshOrSkipAsync();
        var journal = new AzureTableJournal(new(options));
        var intent = AnIntent(Monday, "SPY", 1);
        await journal.TryAddIntentAsync(intent, Cancel);
        var table = new TableServiceClient(options.ConnectionString).GetTableClient($"{options.Prefix}intents");
        await table.UpdateEntityAsync(
            new TableEntity("2025-11-03", intent.Id.Value) { [column] = value }, ETag.All, TableUpdateMode.Merge, Cancel);
        var error = await Assert.ThrowsAsync<StorageException>(() => journal.GetIntentsAsync(Monday, Cancel));
        foreach (var part in (string[])["intents", intent.Id.Value, column, value]) Assert.Contains(
            part, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Status", "Completed")]
    [InlineData("ReferencePrice", "101.25")]
    [InlineData("Quantity", 6)]
    [InlineData("Extra", "news")]
    public async Task A_row_that_was_changed_by_another_hand_is_told_as_damaged(string column, object value)
    {
        var options = await azurite.FreshOrSkipAsync();
        var journal = new AzureTableJournal(new(options));
        var intent = AnIntent(Monday, "SPY", 1);
        await journal.TryAddIntentAsync(intent, Cancel);
        var table = new TableServiceClient(options.ConnectionString).GetTableClient($"{options.Prefix}intents");
        await table.UpdateEntityAsync(
            new TableEntity("2025-11-03", intent.Id.Value) { [column] = value }, ETag.All, TableUpdateMode.Merge, Cancel);
        var error = await Assert.ThrowsAsync<StorageException>(() => journal.GetIntentsAsync(Monday, Cancel));
        foreach (var part in (string[])["intents", intent.Id.Value, "damaged"])
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageException>(() => journal.UpdateIntentAsync(intent, Cancel));
    }

    [Fact]
    public async Task When_one_prediction_cannot_be_stored_none_is()
    {
        var journal = new AzureTableJournal(new(await azurite.FreshOrSkipAsync()));
        PredictionRow[] rows = [APrediction(Monday, "SPY", 1), APrediction(Monday, "QQQ", 1) with { NetReturn = double.NaN }];
        var error = await Assert.ThrowsAsync<StorageException>(() => journal.SavePredictionsAsync(Monday, rows, Cancel));
        Assert.Contains("QQQ_0931", error.Message, StringComparison.Ordinal);
        Assert.Empty(await journal.GetPredictionsAsync(Monday, null, Cancel));
    }

    [Fact]
    public async Task Words_that_are_too_long_are_cut_off_and_the_row_is_written()
    {
        var journal = new AzureTableJournal(new(await azurite.FreshOrSkipAsync()));
        var run = AJob(Monday, JobKind.Rebalance) with { Error = new string('x', 100_000) };
        Assert.True(await journal.TryStartJobAsync(run, Cancel));
        Assert.Equal(run with { Error = new string('x', 32_000) }, await journal.GetJobAsync(Monday, JobKind.Rebalance, Cancel));
    }

    [Theory]
    [InlineData("m1/model.zip")]
    [InlineData("m1/card.json")]
    [InlineData("current.json")]
    public async Task A_damaged_blob_is_named(string name)
    {
        var options = await azurite.FreshOrSkipAsync();
        var registry = new AzureModelRegistry(new(options));
        await registry.SaveAsync(AModel("m1"), Cancel);
        await registry.TrySetCurrentAsync(
            new("m1", "m1", "", Minute(Monday, 0)), (await registry.GetCurrentAsync(Cancel)).ETag, Cancel);
        await Container(options, "models").GetBlobClient(name).UploadAsync(
            BinaryData.FromString("{ half"), overwrite: true, Cancel);
        var error = await Assert.ThrowsAsync<StorageException>(async () =>
            await registry.LoadAsync((await registry.GetCurrentAsync(Cancel)).Current.Promoted!, Cancel));
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_without_its_zip_and_bars_that_are_none_are_named()
    {
        var options = await azurite.FreshOrSkipAsync();
        var registry = new AzureModelRegistry(new(options));
        await registry.SaveAsync(AModel("m1"), Cancel);
        await Container(options, "models").DeleteBlobAsync("m1/model.zip", cancellationToken: Cancel);
        Assert.Contains("m1/model.zip", (await Assert.ThrowsAsync<StorageException>(
            () => registry.LoadAsync("m1", Cancel))).Message, StringComparison.Ordinal);

        var archive = new AzureBarArchive(new(options));
        await archive.WriteAsync(Monday, [SomeBars(Monday, "SPY", 1)], Cancel);
        await Container(options, "bars").GetBlobClient("2025-11-03.parquet").UploadAsync(
            BinaryData.FromString("PAR1"), overwrite: true, Cancel);
        Assert.Contains("2025-11-03.parquet", (await Assert.ThrowsAsync<StorageException>(
            () => archive.ReadAsync(Monday, Cancel))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../m1")]
    [InlineData("m1/x")]
    [InlineData("m1\n")]
    [InlineData("")]
    public async Task An_id_that_leads_elsewhere_is_refused(string id) => await Assert.ThrowsAsync<ArgumentException>(() =>
        new AzureModelRegistry(new(new AzureStorageOptions { ConnectionString = "UseDevelopmentStorage=true" })).LoadAsync(
            id, Cancel));

    private static BlobContainerClient Container(AzureStorageOptions options, string name) =>
        new BlobServiceClient(options.ConnectionString).GetBlobContainerClient(options.Prefix + name);

    private static async Task<string> ExplainedAsync(Exception e) =>
        (await Assert.ThrowsAsync<StorageException>(
            () => StorageErrors.GuardAsync<int>(Place, Role, () => throw e, Cancel))).Message;
}
