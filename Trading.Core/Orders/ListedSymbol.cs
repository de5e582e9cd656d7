namespace Trading.Core.Orders;

/// <summary>A US stock or fund that an exchange lists.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Name">The exchange's name of it, such as <c>Direxion Daily Technology Bull 3X Shares</c>; may be empty.</param>
/// <param name="IsTradable">Whether the exchange takes orders in it.</param>
public sealed record ListedSymbol(string Symbol, string Name, bool IsTradable);
