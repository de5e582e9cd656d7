namespace Trading.Adapters.Alpaca;

/// <summary>How the settings of the connection are spelt, as environment variables.</summary>
internal static class AlpacaSettings
{
    public const string Section = "Trading:Alpaca";
    public const string KeyIdVariable = "APCA_API_KEY_ID";
    public const string SecretKeyVariable = "APCA_API_SECRET_KEY";
    public const string KeysUrl = "https://app.alpaca.markets";
    public static readonly string KeyId = Spelt("KeyId");
    public static readonly string SecretKey = Spelt("SecretKey");

    public static string Spelt(string name) => $"Trading__Alpaca__{name}";
}
