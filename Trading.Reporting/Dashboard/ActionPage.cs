namespace Trading.Reporting.Dashboard;

/// <summary>The pages of an action for a browser without the script: its confirmation, and what came of it.</summary>
public static class ActionPage
{
    /// <summary>What has to be typed before everything is sold.</summary>
    public const string FlattenWord = "FLATTEN";

    /// <summary>Asks whether it is meant.</summary>
    public static string Confirm(DashboardAction action, DashboardActing acting, string title) => Page(
        DashboardActions.Question(action), title,
        ReportSections.Panel(
            "Confirm", DashboardActions.Form(action, acting, Markup.Of($"<a href=\"?\" class=\"button\">Cancel</a>"), "h3"),
            "panel wide confirm"),
        "?");

    /// <summary>Tells what came of it.</summary>
    /// <param name="text">In a sentence or two.</param>
    /// <param name="title">What the dashboard is about.</param>
    /// <param name="backPath">The dashboard.</param>
    public static string Answer(string text, string title, string backPath) => Page(
        "What was done", title, Markup.Of($"<p class=\"conclusion\" role=\"status\">{text}</p>"), backPath);

    private static string Page(string heading, string title, Markup body, string backPath) => PageShell.Render(new PageParts(
        heading, Markup.Of($"{heading}"), title.Length > 0 ? Markup.Of($"<p>{title}</p>") : Markup.Empty, body,
        Markup.Of($"<a href=\"{backPath}\">Back to the dashboard</a>"))
    {
        Style = DashboardStyle.Css,
        Live = new LivePage { Script = InlineScript.Live },
    });
}
