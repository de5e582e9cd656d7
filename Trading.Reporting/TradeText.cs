using Trading.Core.Storage;

namespace Trading.Reporting;

/// <summary>The sentences about a trade, the same on a terminal and in a notification.</summary>
public static class TradeText
{
    /// <summary>Its shares were bought.</summary>
    public static string Bought(TradeRow trade) =>
        $"bought {trade.Quantity} {trade.Symbol} at {FigureText.Price(trade.EntryPrice)} "
        + $"(probability {FigureText.Percent(trade.Probability)})";

    /// <summary>It is closed.</summary>
    public static string Sold(TradeRow trade) =>
        $"sold {trade.Quantity} {trade.Symbol} at {FigureText.Price(trade.ExitPrice)}: "
        + $"{(trade.ExitReason is { } reason ? FigureText.Words($"{reason}") : "closed").ToLowerInvariant()}, "
        + FigureText.Money(trade.Pnl, withPlus: true);
}
