using Trading.Simulation.Reports;

namespace Trading.Cli.Commands;

/// <summary>The parts that several answers have.</summary>
internal static class StatusDocument
{
    /// <summary>The archive, for programs.</summary>
    public static object Archive(IReadOnlyList<LocalDate> sessions, string folder) => new
    {
        folder,
        sessions = sessions.Count,
        first = sessions.Count == 0 ? (LocalDate?)null : sessions[0],
        last = sessions.Count == 0 ? (LocalDate?)null : sessions[^1],
    };

    /// <summary>The archive, for people.</summary>
    public static string ArchiveText(IReadOnlyList<LocalDate> sessions) => sessions.Count == 0
        ? "empty"
        : $"{FigureText.Counted(sessions.Count, "session")}, {FigureText.Date(sessions[0])} to {FigureText.Date(sessions[^1])}";
}
