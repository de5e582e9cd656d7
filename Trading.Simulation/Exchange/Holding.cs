namespace Trading.Simulation.Exchange;

/// <summary>What the account holds of a symbol.</summary>
/// <param name="Symbol">The ticker.</param>
/// <param name="Shares">Whole shares, which orders can sell.</param>
/// <param name="Fraction">The part of a share that a split has left, which no order here can sell.</param>
/// <param name="AveragePrice">Average price paid for a share, dollars.</param>
/// <param name="Price">The latest price, dollars.</param>
public sealed record Holding(string Symbol, int Shares, decimal Fraction, decimal AveragePrice, decimal Price)
{
    /// <summary>Everything held, with the fraction.</summary>
    public decimal Quantity => Shares + Fraction;
}
