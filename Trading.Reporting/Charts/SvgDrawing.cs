using System.Xml;
using System.Xml.Linq;
using OxyPlot;

namespace Trading.Reporting.Charts;

/// <summary>Turns a plot into SVG that scales with the page and follows its colours.</summary>
internal static class SvgDrawing
{
    /// <summary>Every drawing's width in its own units; the page scales it. Small, so that text stays readable on a
    /// phone.</summary>
    public const int Width = 440;

    /// <summary>Text size in the same units.</summary>
    public const int FontSize = 14;

    private const int LabelRoom = 25;

    /// <summary>An empty plot in the page's style.</summary>
    public static PlotModel NewPlot() => new()
    {
        DefaultFont = "sans-serif",
        DefaultFontSize = FontSize,
        TextColor = SvgTheme.Muted,
        PlotAreaBorderColor = SvgTheme.Grid,
        PlotAreaBorderThickness = new OxyThickness(0),
        // Text is measured with one font and shown in another, so labels get room to be wider.
        Padding = new OxyThickness(LabelRoom, 8, 12, 8),
    };

    /// <summary>Draws the plot.</summary>
    /// <param name="plot">The plot; its colours are those of <see cref="SvgTheme"/>.</param>
    /// <param name="name">A name that no other drawing of the page has.</param>
    /// <param name="height">Height, where the width is <see cref="Width"/>.</param>
    /// <param name="description">What it shows, for those who cannot see it.</param>
    public static Markup Draw(PlotModel plot, string name, int height, string description)
    {
        using var stream = new MemoryStream();
        var exporter = new SvgExporter { Width = Width, Height = height, UseVerticalTextAlignmentWorkaround = true };
        exporter.Export(plot, stream);
        stream.Position = 0;
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        var svg = XElement.Load(reader);
        svg.Attributes().Where(a => a.Name.LocalName is "width" or "height" or "version" or "xlink").Remove();
        svg.SetAttributeValue("viewBox", $"0 0 {Width} {height}");
        svg.SetAttributeValue("role", "img");
        svg.SetAttributeValue("aria-label", description);
        KeepIdsApart(svg, name);
        SvgTheme.Apply(svg);
        return Markup.Trusted(svg.ToString(SaveOptions.DisableFormatting));
    }

    /// <summary>Every drawing numbers its clips from one, and the page holds several drawings.</summary>
    private static void KeepIdsApart(XElement svg, string name)
    {
        foreach (var attribute in svg.Descendants().Attributes())
        {
            if (attribute.Name.LocalName is "id") attribute.Value = $"{name}-{attribute.Value}";
            if (attribute.Name.LocalName is "clip-path")
                attribute.Value = attribute.Value.Replace("url(#", $"url(#{name}-", StringComparison.Ordinal);
        }
    }
}
