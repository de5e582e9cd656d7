using Trading.Cli.Output;
using Trading.Core.Storage;
using Trading.Reporting;

namespace Trading.Cli.Running;

/// <summary>The lines about a trade.</summary>
internal static class TradeLines
{
    /// <summary>Its shares were bought.</summary>
    public static RunLine Bought(TradeRow t) => new(
        t.EntryAt,
        RunEvent.Bought,
        $"bought {t.Quantity} {t.Symbol} at {FigureText.Price(t.EntryPrice)} (probability {FigureText.Percent(t.Probability)})",
        Tone.Plain,
        new { t.Symbol, t.Quantity, price = t.EntryPrice, t.Probability, entryId = t.EntryId.Value });

    /// <summary>It is closed.</summary>
    public static RunLine Sold(TradeRow t) => new(
        t.ExitAt,
        RunEvent.Sold,
        $"sold {t.Quantity} {t.Symbol} at {FigureText.Price(t.ExitPrice)}: "
            + $"{(t.ExitReason is { } reason ? FigureText.Words($"{reason}") : "closed").ToLowerInvariant()}, "
            + FigureText.Money(t.Pnl, withPlus: true),
        t.Pnl switch { > 0 => Tone.Good, < 0 => Tone.Bad, _ => Tone.Plain },
        new { t.Symbol, t.Quantity, price = t.ExitPrice, reason = t.ExitReason, t.Pnl, entryId = t.EntryId.Value });
}
