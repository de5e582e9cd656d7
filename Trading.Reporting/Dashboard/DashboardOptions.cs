using Trading.Core.Status;

namespace Trading.Reporting.Dashboard;

/// <summary>What a dashboard shows besides the report.</summary>
public sealed record DashboardOptions
{
    /// <summary>What it is about, such as the name of a book; empty for nothing.</summary>
    public string Title { get; init; } = "";

    /// <summary>Least confidence at which a share is bought: the line in the pictures.</summary>
    public required double MinConfidence { get; init; }

    /// <summary>The page that explains a symbol's forecast, asked for as <c>?symbol=</c>; null where there is none.</summary>
    public string? ExplainPath { get; init; }

    /// <summary>After how many seconds the page asks for itself again; null for never.</summary>
    public int? RefreshSeconds { get; init; } = 15;

    /// <summary>How a person halts and resumes from the page; null where that is not possible.</summary>
    public DashboardActing? Acting { get; init; }

    /// <summary>Which decisions are shown.</summary>
    public DecisionFilter Filter { get; init; } = DecisionFilter.None;

    /// <summary>The day's decisions; null when the journal did not answer.</summary>
    public DayDecisions? Decisions { get; init; }
}

/// <summary>How a person halts and resumes: by a POST to these addresses, relative to the page's.</summary>
public sealed record DashboardActing
{
    /// <summary>Where a halt is sent.</summary>
    public string HaltPath { get; init; } = "halt";

    /// <summary>Where a resume is sent.</summary>
    public string ResumePath { get; init; } = "resume";

    /// <summary>What the page hands back with each action, so that no other page can act; null where the person types the acting
    /// key, which the script sends as the header <c>x-functions-key</c>.</summary>
    public string? Token { get; init; }

    /// <summary>When a halt that sells everything sells, as the end of a sentence.</summary>
    public required string SaleTime { get; init; }
}
