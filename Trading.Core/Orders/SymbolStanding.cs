namespace Trading.Core.Orders;

/// <summary>What an exchange says of a symbol.</summary>
public enum SymbolStanding
{
    /// <summary>It does not know the symbol.</summary>
    Unknown,

    /// <summary>It knows the symbol and takes no orders in it.</summary>
    NotTradable,

    /// <summary>It takes orders in the symbol.</summary>
    Tradable,
}
