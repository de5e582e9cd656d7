namespace Trading.Reporting;

/// <summary>What a page is made of besides its shell.</summary>
/// <param name="Title">The browser's title.</param>
/// <param name="Heading">The heading; it may hold markup, such as a badge.</param>
/// <param name="Lead">What stands beneath the heading, in the header.</param>
/// <param name="Body">Everything between header and footer.</param>
/// <param name="Footer">The note at the foot.</param>
internal sealed record PageParts(string Title, Markup Heading, Markup Lead, Markup Body, Markup Footer)
{
    /// <summary>Style beyond <see cref="ReportStyle"/>; empty for none.</summary>
    public string Style { get; init; } = "";

    /// <summary>What makes the page live; null for a page that never changes and runs no script.</summary>
    public LivePage? Live { get; init; }
}

/// <summary>The parts of a page that is served and stays open.</summary>
internal sealed record LivePage
{
    /// <summary>The one script that may run.</summary>
    public required InlineScript Script { get; init; }

    /// <summary>After how many seconds the page asks for itself again; null for never.</summary>
    public int? RefreshSeconds { get; init; }

    /// <summary>A bar beneath the header: links within the page.</summary>
    public Markup Bar { get; init; }

    /// <summary>Dialogs, after everything else.</summary>
    public Markup Dialogs { get; init; }
}

/// <summary>
/// The shell of every page: head, style, content security policy, header and footer. A page needs nothing else: no link, no font,
/// and no script but that of a live page, which the policy knows by its hash. It follows the reader's light or dark setting and
/// fits a phone.
/// </summary>
internal static class PageShell
{
    // Without one a browser asks the server for a picture that it does not have.
    private static readonly Markup Icon = Markup.Trusted(
        "<link rel=\"icon\" href=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'%3E"
        + "%3Crect width='16' height='16' rx='4' fill='%232460c4'/%3E%3Cpath d='M3 11l3-4 3 2 4-5' "
        + "fill='none' stroke='white' stroke-width='1.8'/%3E%3C/svg%3E\">\n");

    /// <summary>The whole page as HTML.</summary>
    public static string Render(PageParts page) => Markup.Of(
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="{(page.Live is null ? "no-referrer" : "same-origin")}">
        <meta http-equiv="Content-Security-Policy" content="{Policy(page.Live)}">
        {(page.Live is null ? Markup.Empty : Icon)}{Refresh(page.Live?.RefreshSeconds)}<title>{page.Title}</title>
        <style>{Markup.Trusted(ReportStyle.Css)}{Markup.Trusted(page.Style)}</style>
        </head>
        <body>
        {Skip(page.Live)}<div class="page">
        <header>
        <div id="top"{LivePart(page)}>
        <h1>{page.Heading}</h1>
        {page.Lead}
        </div>
        {(page.Live is { } live ? Strip(live) : Markup.Empty)}
        </header>
        <main id="main" tabindex="-1"{LivePart(page)}>
        {page.Body}
        </main>
        <footer id="foot" class="note"{LivePart(page)}>{page.Footer}</footer>
        </div>
        {page.Live?.Dialogs ?? Markup.Empty}
        {(page.Live is { } own ? Markup.Of($"<script>{Markup.Trusted(own.Script.Text)}</script>") : Markup.Empty)}
        </body>
        </html>

        """).ToString();

    private static Markup Strip(LivePage live) => Markup.Of(
        $"""
        <p id="stale" class="conclusion bad" role="alert" hidden=""></p>
        <p id="told" class="conclusion" role="status" hidden=""></p>
        <p id="said" class="sr" role="status"></p>
        {live.Bar}
        """);

    // A form that is sent without the script names its origin only where the referrer policy lets it.
    private static Markup Policy(LivePage? live) => Markup.Trusted(live is null
        ? "default-src 'none'; style-src 'unsafe-inline'"
        : $"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src '{live.Script.Hash}'; connect-src 'self'; "
            + "form-action 'self'; base-uri 'none'");

    private static Markup Skip(LivePage? live) => live is null
        ? Markup.Empty : Markup.Of($"<a class=\"skip\" href=\"#main\">Skip to the content</a>\n");

    private static Markup LivePart(PageParts page) => page.Live is null ? Markup.Empty : Markup.Of($" data-live=\"\"");

    private static Markup Refresh(int? seconds) => seconds is { } each
        ? Markup.Of($"<noscript><meta http-equiv=\"refresh\" content=\"{each}\"></noscript>\n") : Markup.Empty;
}
