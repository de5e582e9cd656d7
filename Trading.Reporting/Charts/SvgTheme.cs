using System.Xml.Linq;
using OxyPlot;

namespace Trading.Reporting.Charts;

/// <summary>
/// Colours that follow the page. A chart is drawn with placeholders, and <see cref="Apply"/> replaces each by a CSS variable
/// of the same name, which the page sets for light and dark.
/// </summary>
public static class SvgTheme
{
    /// <summary>Text and axes that matter: <c>--ink</c>.</summary>
    public static readonly OxyColor Ink = OxyColor.FromRgb(1, 2, 1);

    /// <summary>Labels and helper lines: <c>--muted</c>.</summary>
    public static readonly OxyColor Muted = OxyColor.FromRgb(1, 2, 2);

    /// <summary>Grid lines: <c>--grid</c>.</summary>
    public static readonly OxyColor Grid = OxyColor.FromRgb(1, 2, 3);

    /// <summary>The curve itself: <c>--accent</c>.</summary>
    public static readonly OxyColor Accent = OxyColor.FromRgb(1, 2, 4);

    /// <summary>Profit: <c>--gain</c>.</summary>
    public static readonly OxyColor Gain = OxyColor.FromRgb(1, 2, 5);

    /// <summary>Loss: <c>--loss</c>.</summary>
    public static readonly OxyColor Loss = OxyColor.FromRgb(1, 2, 6);

    private static readonly (OxyColor Placeholder, string Variable)[] Variables =
    [
        (Ink, "var(--ink)"), (Muted, "var(--muted)"), (Grid, "var(--grid)"),
        (Accent, "var(--accent)"), (Gain, "var(--gain)"), (Loss, "var(--loss)"),
    ];

    /// <summary>Replaces the placeholders everywhere below <paramref name="svg"/>.</summary>
    internal static void Apply(XElement svg)
    {
        foreach (var element in svg.DescendantsAndSelf())
        {
            // A variable is only sure to work in a style, not in an attribute.
            if (element.Attribute("fill") is { } fill)
            {
                element.SetAttributeValue("style", $"{element.Attribute("style")?.Value}fill:{fill.Value}");
                fill.Remove();
            }
            if (element.Attribute("style") is { } style) style.Value = Mapped(style.Value);
        }
    }

    private static string Mapped(string style)
    {
        foreach (var (placeholder, variable) in Variables)
            style = style.Replace($"rgb({placeholder.R},{placeholder.G},{placeholder.B})", variable, StringComparison.Ordinal);
        return style;
    }
}
