using System.Globalization;
using Trading.Core.Market;
using Trading.Core.Status;

namespace Trading.Reporting;

/// <summary>Where a limit on the day or the account stands, in words.</summary>
public static class ProtectionText
{
    /// <summary>What the limit is about.</summary>
    public static string Name(ProtectionKind kind) => kind switch
    {
        ProtectionKind.DailyLoss => "daily loss",
        ProtectionKind.Drawdown => "drawdown limit",
        ProtectionKind.Trades => "trades today",
        ProtectionKind.LossesInRow => "losses in a row",
        ProtectionKind.Exposure => "exposure",
        ProtectionKind.SectorExposure => "sector",
        ProtectionKind.Cooldown => "after a stop",
        ProtectionKind.Opening => "opening",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "A limit without a name."),
    };

    /// <summary>Where it stands.</summary>
    public static string Of(ProtectionStatus status) => status.Kind switch
    {
        ProtectionKind.DailyLoss => $"{Share(status)}{(status.IsReached ? ": nothing more is bought today" : "")}",
        ProtectionKind.Drawdown =>
            $"{Share(status)}{(status.Sessions == 0 ? " since the last close, for no session's end is stored" : "")}"
            + $"{(status.IsReached ? ": trading is halted until a person resumes it" : "")}",
        ProtectionKind.Trades => $"{status.Value} of {status.Limit}{Stops(status)}",
        ProtectionKind.LossesInRow => $"{status.Value} of {status.Limit}{Stops(status)}",
        ProtectionKind.Exposure => $"{Share(status)} of the equity{Stops(status)}",
        ProtectionKind.SectorExposure => $"{status.Subject ?? "any sector"}: {Share(status)} of the equity{Stops(status)}",
        ProtectionKind.Cooldown when status.Until is { } until =>
            $"{status.Subject ?? "every symbol"} rests until {Time(until)}",
        ProtectionKind.Cooldown => "no symbol rests",
        _ => $"nothing is bought before {Time(status.Until!.Value)}",
    };

    private static string Stops(ProtectionStatus status) => status.IsReached ? ": nothing more is bought" : "";

    private static string Share(ProtectionStatus status) =>
        $"{(status.Value is { } value ? Percent(value) : "not known")} of {Percent(status.Limit!.Value)}";

    private static string Percent(decimal fraction) =>
        string.Create(CultureInfo.InvariantCulture, $"{fraction * 100:0.##} %");

    private static string Time(Instant at) => string.Create(CultureInfo.InvariantCulture, $"{at.InNewYork():HH:mm}");
}
