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
        TradeText.Bought(t),
        Tone.Plain,
        new { t.Symbol, t.Quantity, price = t.EntryPrice, t.Probability, entryId = t.EntryId.Value });

    /// <summary>It is closed.</summary>
    public static RunLine Sold(TradeRow t) => new(
        t.ExitAt,
        RunEvent.Sold,
        TradeText.Sold(t),
        t.Pnl switch { > 0 => Tone.Good, < 0 => Tone.Bad, _ => Tone.Plain },
        new { t.Symbol, t.Quantity, price = t.ExitPrice, reason = t.ExitReason, t.Pnl, entryId = t.EntryId.Value });
}
