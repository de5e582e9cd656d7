using Microsoft.Extensions.Configuration;
using Trading.Adapters.Alpaca;
using Trading.Cli.Output;

namespace Trading.Tests.Adapters.Alpaca;

public sealed class OptionsReaderTests
{
    private const string Section = "Trading:Alpaca:";

    [Fact]
    public void Two_variables_are_enough_for_a_paper_account()
    {
        var options = Read(("APCA_API_KEY_ID", "id"), ("APCA_API_SECRET_KEY", "secret")).Options!;
        Assert.Equal((AlpacaEnvironment.Paper, "sip", 190), (options.Environment, options.Feed, options.RequestsPerMinute));
        Assert.Equal((new Uri("https://paper-api.alpaca.markets"), new Uri("https://data.alpaca.markets")),
            (options.TradingUrl, options.DataUrl));
        Assert.Equal(("id", "secret"), (options.Keys.Id, options.Keys.Secret));
    }

    [Fact]
    public void The_settings_own_pair_goes_before_the_variables_and_is_never_mixed_with_them()
    {
        var own = Read((Section + "KeyId", "own"), (Section + "SecretKey", " mine "), ("APCA_API_KEY_ID", "id"),
            ("APCA_API_SECRET_KEY", "secret"));
        Assert.Equal(("own", "mine"), (own.Options!.Keys.Id, own.Options.Keys.Secret));
        var half = Read((Section + "KeyId", "own"), ("APCA_API_KEY_ID", "id"), ("APCA_API_SECRET_KEY", "secret"));
        Assert.Contains(
            "Trading__Alpaca__KeyId is set without Trading__Alpaca__SecretKey", OneError(half), StringComparison.Ordinal);
    }

    [Fact]
    public void Without_keys_the_sentence_names_both_variables_and_where_keys_are_free()
    {
        var error = OneError(Read());
        Assert.Contains("APCA_API_KEY_ID and APCA_API_SECRET_KEY", error, StringComparison.Ordinal);
        Assert.Contains("https://app.alpaca.markets", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("false")]
    [InlineData("yes")]
    public void Real_money_needs_two_switches(string? second)
    {
        var error =
            OneError(Read([.. Keys, (Section + "Environment", "Live"), (Section + "IUnderstandThisIsRealMoney", second)]));
        Assert.Contains("Trading__Alpaca__Environment", error, StringComparison.Ordinal);
        Assert.Contains("Trading__Alpaca__IUnderstandThisIsRealMoney=true", error, StringComparison.Ordinal);
    }

    [Fact]
    public void With_both_switches_it_is_live()
    {
        var options =
            Read([.. Keys, (Section + "environment", "live"), (Section + "IUnderstandThisIsRealMoney", "True")]).Options!;
        Assert.Equal((AlpacaEnvironment.Live, new Uri("https://api.alpaca.markets")), (options.Environment, options.TradingUrl));
        Assert.Equal(new Uri("https://data.alpaca.markets"), options.DataUrl);
    }

    [Fact]
    public void The_second_switch_alone_does_not_make_it_live() =>
        Assert.Equal(
            AlpacaEnvironment.Paper, Read([.. Keys, (Section + "IUnderstandThisIsRealMoney", "true")]).Options!.Environment);

    [Theory]
    [InlineData(null, "http://127.0.0.1:5100/")]
    [InlineData("http://localhost:6000", "http://localhost:6000/")]
    public void The_simulator_is_on_this_machine_and_gets_no_real_key(string? url, string expected)
    {
        var options = Read([.. Keys, (Section + "Environment", "Simulator"), (Section + "SimulatorUrl", url)]).Options!;
        Assert.Equal((expected, expected), (options.TradingUrl.AbsoluteUri, options.DataUrl.AbsoluteUri));
        Assert.Equal(("simulator", "simulator"), (options.Keys.Id, options.Keys.Secret));
        Assert.Null(options.RequestsPerMinute);
    }

    [Theory]
    [InlineData("http://192.168.1.5:5100")]
    [InlineData("http://example.com")]
    [InlineData("https://127.0.0.1:5100")]
    [InlineData("http://user:pass@127.0.0.1:5100")]
    [InlineData("http://127.0.0.1:5100/path")]
    [InlineData("127.0.0.1:5100")]
    [InlineData("file:///etc/hosts")]
    public void A_simulator_elsewhere_is_refused(string url) =>
        Assert.Contains("Trading__Alpaca__SimulatorUrl",
            OneError(Read((Section + "Environment", "Simulator"), (Section + "SimulatorUrl", url))), StringComparison.Ordinal);

    [Theory]
    [InlineData("Enviroment", "Paper")]
    [InlineData("Url", "x")]
    public void A_setting_that_does_not_exist_is_named(string name, string value) =>
        Assert.Contains($"Trading__Alpaca__{name} is not a setting", OneError(Read([.. Keys, (Section + name, value)])),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("Environment", "1")]
    [InlineData("Environment", "PKCANARY")]
    [InlineData("KeyId", "PK CANARY")]
    [InlineData("SecretKey", "PK\nCANARY")]
    [InlineData("SecretKey", "PKCANARYé")]
    public void A_wrong_value_is_named_but_not_shown(string name, string value)
    {
        var error = OneError(Read([(Section + "KeyId", "id"), (Section + "SecretKey", "secret"), (Section + name, value)]));
        Assert.Contains($"Trading__Alpaca__{name}", error, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KeyId")]
    [InlineData("SecretKey")]
    public void A_vault_reference_that_Azure_did_not_resolve_is_named_and_never_sent_as_a_key(string name)
    {
        const string Reference = "@Microsoft.KeyVault(SecretUri=https://canary.vault.azure.net/secrets/AlpacaKeyId)";
        var error = OneError(Read([(Section + "KeyId", "id"), (Section + "SecretKey", "secret"), (Section + name, Reference)]));
        Assert.StartsWith($"Trading__Alpaca__{name} is a Key Vault reference that was not resolved: the vault has no such secret",
            error, StringComparison.Ordinal);
        Assert.EndsWith("put the secret into the vault and restart the app.", error, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new AlpacaKeys(Reference, "secret"));
    }

    [Theory]
    [InlineData("http://paper-api.alpaca.markets")]
    [InlineData("https://paper-api.alpaca.markets.example.com")]
    [InlineData("https://evilalpaca.markets")]
    [InlineData("https://user@paper-api.alpaca.markets")]
    [InlineData("ftp://127.0.0.1")]
    public void A_connection_sends_keys_nowhere_but_to_Alpaca_or_this_machine(string url)
    {
        var options = Read(Keys).Options!;
        Assert.Throws<ArgumentException>(() => new AlpacaExchange(options with { TradingUrl = new Uri(url) }));
        Assert.Throws<ArgumentException>(() => new AlpacaExchange(options with { DataUrl = new Uri(url) }));
        Assert.Throws<ArgumentException>(() => new AlpacaExchange(options with
        {
            Environment = AlpacaEnvironment.Simulator,
            TradingUrl = new Uri("https://paper-api.alpaca.markets"),
        }));
        using var fine = new AlpacaExchange(options);
    }

    private static (string, string?)[] Keys => [("APCA_API_KEY_ID", "id"), ("APCA_API_SECRET_KEY", "secret")];

    private static string OneError(AlpacaOptionsResult result)
    {
        Assert.Null(result.Options);
        return Assert.Single(result.Errors);
    }

    private static AlpacaOptionsResult Read(params (string Name, string? Value)[] settings)
    {
        var values = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in settings) values[name] = value;
        return AlpacaOptionsReader.Read(new ConfigurationBuilder().AddInMemoryCollection(values).Build(), "sip");
    }
}
