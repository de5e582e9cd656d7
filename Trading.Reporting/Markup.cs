using System.Globalization;
using System.Net;
using Trading.Core.Text;

namespace Trading.Reporting;

/// <summary>A piece of HTML in which every text that came from outside is encoded.</summary>
public readonly record struct Markup
{
    private readonly string? html;

    private Markup(string html) => this.html = html;

    /// <summary>No HTML at all.</summary>
    public static Markup Empty => default;

    /// <summary>Fills a template, encoding each value that is not markup itself.</summary>
    public static Markup Of(FormattableString template) =>
        new(string.Format(CultureInfo.InvariantCulture, template.Format, [.. template.GetArguments().Select(Encode)]));

    /// <summary>One after the other.</summary>
    public static Markup Join(params IEnumerable<Markup> parts) => new(string.Concat(parts));

    /// <summary>Takes over HTML that is known to be safe, such as a drawing.</summary>
    public static Markup Trusted(string html) => new(html);

    /// <summary>The encoded HTML as text.</summary>
    public override string ToString() => html ?? "";

    private static string Encode(object? value) =>
        value is Markup markup
            ? markup.ToString()
            : WebUtility.HtmlEncode(VisibleText.OfLines(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""));
}
