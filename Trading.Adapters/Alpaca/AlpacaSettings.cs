namespace Trading.Adapters.Alpaca;

/// <summary>The names of the connection's settings, as environment variables.</summary>
internal static class AlpacaSettings
{
    public const string Section = "Trading:Alpaca";
    public const string KeyIdVariable = "APCA_API_KEY_ID";
    public const string SecretKeyVariable = "APCA_API_SECRET_KEY";
    public const string KeysUrl = "https://app.alpaca.markets";
    public static readonly string KeyId = VariableOf("KeyId");
    public static readonly string SecretKey = VariableOf("SecretKey");

    public static string VariableOf(string name) => $"Trading__Alpaca__{name}";
}
