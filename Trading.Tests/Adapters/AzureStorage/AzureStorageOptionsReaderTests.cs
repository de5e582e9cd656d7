using Microsoft.Extensions.Configuration;
using Trading.Adapters.AzureStorage;
using Trading.Adapters.Hosting;
using Trading.Cli.Output;

namespace Trading.Tests.Adapters.AzureStorage;

public sealed class AzureStorageOptionsReaderTests
{
    private const string Blobs = "https://account.blob.core.windows.net";
    private const string Tables = "https://account.table.core.windows.net/";

    [Fact]
    public void The_emulator_is_one_setting()
    {
        var (options, errors) = Read(("ConnectionString", " UseDevelopmentStorage=true "));
        Assert.Empty(errors);
        Assert.Equal("UseDevelopmentStorage=true", options!.ConnectionString);
    }

    [Fact]
    public void An_identity_needs_both_addresses()
    {
        var (options, errors) = Read(("blobServiceUri", Blobs), ("tableServiceUri", Tables), ("clientId", "11111111-2222"));
        Assert.Empty(errors);
        Assert.Equal((new Uri(Blobs), new Uri(Tables), "11111111-2222"), (
            options!.BlobServiceUri, options.TableServiceUri, options.ClientId));
        Assert.Contains(
            "Trading__Storage__tableServiceUri", Assert.Single(Read(("blobServiceUri", Blobs)).Errors), StringComparison.Ordinal);
        Assert.Contains("Trading__Storage__blobServiceUri", Assert.Single(
            Read(("tableServiceUri", Tables)).Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_any_setting_it_says_which_there_are()
    {
        var (options, errors) = Read();
        Assert.Null(options);
        foreach (var name in (string[])["ConnectionString", "blobServiceUri", "tableServiceUri"])
            Assert.Contains($"Trading__Storage__{name}", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ConnectionString", "hunter2")]
    [InlineData("ConnectionString", "AccountName=hunter2")]
    [InlineData("ConnectionStrings", "hunter2")]
    [InlineData("blobServiceUri", "http://hunter2.blob.core.windows.net")]
    [InlineData("tableServiceUri", "hunter2")]
    public void An_error_names_the_setting_and_never_shows_the_value(string name, string value)
    {
        var (options, errors) = Read((name, value));
        Assert.Null(options);
        Assert.Contains(errors, error => error.StartsWith($"Trading__Storage__{name} is", StringComparison.Ordinal));
        Assert.DoesNotContain(errors, error => error.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public void A_connection_string_beside_addresses_is_an_error()
    {
        var (_, errors) = Read(("ConnectionString", "UseDevelopmentStorage=true"), ("blobServiceUri", Blobs));
        Assert.Contains("Trading__Storage__blobServiceUri is set beside", Assert.Single(errors), StringComparison.Ordinal);
    }

    [Fact]
    public void Printed_options_hold_no_key() =>
        Assert.DoesNotContain(
            "c2VjcmV0", new AzureStorageOptions { ConnectionString = "AccountName=a;AccountKey=c2VjcmV0" }.ToString(),
                StringComparison.Ordinal);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Every_store_is_composed_from_either_kind_without_asking_anything(bool byIdentity)
    {
        var (options, _) = byIdentity ? Read(("blobServiceUri", Blobs), ("tableServiceUri", Tables))
            : Read(("ConnectionString", "UseDevelopmentStorage=true"));
        using var stores = TradingStores.Azure(options!);
        Assert.NotNull(stores.Journal);
        Assert.IsType<AzureModelRegistry>(stores.Models);
        Assert.IsType<AzureBarArchive>(stores.Archive);
    }

    private static AzureStorageOptionsResult Read(params (string Name, string Value)[] settings) =>
        AzureStorageOptionsReader.Read(
        new ConfigurationBuilder().AddInMemoryCollection(
            settings.Select(one => KeyValuePair.Create($"Trading:Storage:{one.Name}", (string?)one.Value))).Build());
}
