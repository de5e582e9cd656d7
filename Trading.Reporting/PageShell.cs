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

    /// <summary>After how many seconds the page reloads itself; null for never.</summary>
    public int? RefreshSeconds { get; init; }
}

/// <summary>
/// The shell of every page: head, style, content security policy, header and footer. A page needs nothing else: no script, no
/// link, no font. It follows the reader's light or dark setting and fits a phone.
/// </summary>
internal static class PageShell
{
    /// <summary>The whole page as HTML.</summary>
    public static string Render(PageParts page) => Markup.Of(
        $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <meta name="referrer" content="no-referrer">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        {Refresh(page.RefreshSeconds)}<title>{page.Title}</title>
        <style>{Markup.Trusted(ReportStyle.Css)}{Markup.Trusted(page.Style)}</style>
        </head>
        <body>
        <main>
        <header>
        <h1>{page.Heading}</h1>
        {page.Lead}
        </header>
        {page.Body}
        <footer class="note">{page.Footer}</footer>
        </main>
        </body>
        </html>

        """).ToString();

    private static Markup Refresh(int? seconds) =>
        seconds is { } each ? Markup.Of($"<meta http-equiv=\"refresh\" content=\"{each}\">\n") : Markup.Empty;
}
