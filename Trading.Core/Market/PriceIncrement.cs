namespace Trading.Core.Market;

/// <summary>The price steps an order may use (SEC rule 612, as Alpaca enforces it): 0.01 from $1 up, 0.0001 below.</summary>
public static class PriceIncrement
{
    /// <summary>The step at a price, dollars.</summary>
    public static decimal At(decimal price) => price >= 1m ? 0.01m : 0.0001m;

    /// <summary>The nearest valid price at or below <paramref name="price"/>.</summary>
    public static decimal Down(decimal price) => Math.Floor(price / At(price)) * At(price);

    /// <summary>The nearest valid price at or above <paramref name="price"/>.</summary>
    public static decimal Up(decimal price) => Math.Ceiling(price / At(price)) * At(price);

    /// <summary>The nearest valid price, halves away from zero.</summary>
    public static decimal Nearest(decimal price) => Math.Round(price / At(price), MidpointRounding.AwayFromZero) * At(price);

    /// <summary>Whether an order may carry this price.</summary>
    public static bool IsValid(decimal price) => price > 0 && price % At(price) == 0;
}
