using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Trading.Adapters.Alpaca.Wire;
using Trading.Cli.Output;

namespace Trading.Tests.Adapters.Alpaca;

/// <summary>
/// The bodies that Alpaca's SDKs test with and its documents show can be read. Skipped where they do not stand beside the
/// project.
/// </summary>
public sealed class SampleTests
{
    private static readonly (string Pattern, JsonTypeInfo Type)[] Known =
    [
        ("oas__trading__get_v2_account__*", AlpacaJson.Default.AlpacaAccount),
        ("py__get__X_v2_account__*", AlpacaJson.Default.AlpacaAccount),
        ("oas__trading__get_v2_clock__*", AlpacaJson.Default.ClockBody),
        ("oas__trading__*_v2_orders_X__200_*", AlpacaJson.Default.AlpacaOrder),
        ("oas__trading__post_v2_orders__200_*", AlpacaJson.Default.AlpacaOrder),
        // The document shows one order as its example of a list of them.
        ("oas__trading__get_v2_orders__200_*", AlpacaJson.Default.AlpacaOrder),
        ("py__get__X_v2_orders_X__*", AlpacaJson.Default.AlpacaOrder),
        ("py__post__X_v2_orders__*", AlpacaJson.Default.AlpacaOrder),
        ("py__get__X_v2_orders_by_client_order_id__*", AlpacaJson.Default.AlpacaOrder),
        ("py__get__X_v2_orders__*", AlpacaJson.Default.AlpacaOrderArray),
        ("py__get__X_v2_positions__*", AlpacaJson.Default.AlpacaPositionArray),
        ("py__get__X_v2_assets_X__*", AlpacaJson.Default.AlpacaAsset),
        ("py__get__X_v2_assets__*", AlpacaJson.Default.AlpacaAssetArray),
        ("go__alpaca__TestGetAssetFromJSON_1*", AlpacaJson.Default.AlpacaAsset),
        ("go__alpaca__TestDefaultDo_Error_1*", AlpacaJson.Default.AlpacaError),
        ("oas__market__get_v2_stocks_bars__*", AlpacaJson.Default.BarsPage),
        ("py__get__data_alpaca_markets_v2_stocks_bars__*", AlpacaJson.Default.BarsPage),
        ("go__marketdata__TestGetMultiBars_1*", AlpacaJson.Default.BarsPage),
        ("oas__market__get_v2_stocks_quotes_latest__*", AlpacaJson.Default.LatestQuotes),
        ("py__get__data_alpaca_markets_v2_stocks_quotes_latest__*", AlpacaJson.Default.LatestQuotes),
    ];

    [Fact]
    public void Every_sample_of_a_used_endpoint_can_be_read()
    {
        var read = 0;
        foreach (var (pattern, type) in Known)
        {
            foreach (var path in Directory.EnumerateFiles(FolderOrSkip(), pattern))
            {
                try
                {
                    Assert.NotNull(JsonSerializer.Deserialize(File.ReadAllText(path), type));
                    read++;
                }
                catch (JsonException e)
                {
                    Assert.Fail($"{Path.GetFileName(path)}: {e.Message}");
                }
            }
        }
        Assert.True(read >= 40, $"Only {read} samples were found.");
    }

    [Fact]
    public void Money_is_read_to_the_last_digit()
    {
        var account = Read("oas__trading__get_v2_account__200_example.json", AlpacaJson.Default.AlpacaAccount);
        Assert.Equal((123346.11m, 122086.5m), (account.Equity, account.Cash));
        var exact = JsonSerializer.Deserialize(
            """{"equity":"122011.09751111286868","cash":"0","buying_power":"0"}""", AlpacaJson.Default.AlpacaAccount)!;
        Assert.Equal(122011.09751111286868m, exact.Equity);
        var bars =
            Read("py__get__data_alpaca_markets_v2_stocks_bars__test_multisymbol_get_bars.json", AlpacaJson.Default.BarsPage);
        Assert.Equal((161.51m, 88496480m), (bars.Bars!["AAPL"]![0].Open, bars.Bars["AAPL"]![0].Volume));
        var order = Read("oas__trading__post_v2_orders__200_Equity.json", AlpacaJson.Default.AlpacaOrder);
        Assert.Equal((2m, 150m, "accepted"), (order.Quantity!.Value, order.LimitPrice!.Value, order.Status));
    }

    [Fact]
    public void Every_error_that_users_quote_has_its_words()
    {
        using var errors =
            JsonDocument.Parse(File.ReadAllText(Path.Combine(FolderOrSkip(), "errors_quoted_in_github_issues.json")));
        foreach (var error in errors.RootElement.EnumerateArray())
        {
            var body = error.GetProperty("body");
            var read = body.Deserialize(AlpacaJson.Default.AlpacaError)!;
            Assert.Equal(body.GetProperty("message").GetString(), read.MessageText);
            Assert.Equal(body.TryGetProperty("code", out var code) ? code.ToString() : "", read.CodeText);
        }
    }

    private static T Read<T>(string name, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(File.ReadAllText(Path.Combine(FolderOrSkip(), name)), type)!;

    private static string FolderOrSkip()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var samples = Path.Combine(folder.FullName, "shared", "alpaca", "samples");
            if (Directory.Exists(samples)) return samples;
        }
        Assert.Skip("There are no samples: no folder shared/alpaca/samples stands above the tests.");
        return "";
    }
}
