using System.Net;
using System.Text;

namespace MLNet.Vae.Pages;

/// <summary>Writes the shapes of an inline SVG picture. Coordinates are pixels from the upper left corner.</summary>
/// <param name="width">Width in pixels.</param>
/// <param name="height">Height in pixels.</param>
/// <param name="description">What it shows, for those who cannot see it.</param>
internal sealed class Svg(int width, int height, string description)
{
    private readonly StringBuilder _shapes = new();

    /// <summary>The id of the element with the tips of all dots, in their order; null for none.</summary>
    public string? TipsId { get; set; }

    public void Line(double x1, double y1, double x2, double y2, string style) =>
        _shapes.Append($"<line x1=\"{x1:0.##}\" y1=\"{y1:0.##}\" x2=\"{x2:0.##}\" y2=\"{y2:0.##}\" {style}/>\n");

    public void Rectangle(double x, double y, double width, double height, string style, string? tip = null) =>
        _shapes.Append($"<rect x=\"{x:0.##}\" y=\"{y:0.##}\" width=\"{width:0.##}\" height=\"{height:0.##}\" {style}")
            .Append(tip is null ? "/>\n" : $" data-tip=\"{WebUtility.HtmlEncode(tip)}\"/>\n");

    /// <summary>Dots of one kind, whose style stands once.</summary>
    public void Dots(IEnumerable<(double X, double Y)> centers, double radius, string style)
    {
        _shapes.Append($"<g class=\"dots\" {style}>");
        foreach (var (x, y) in centers)
            _shapes.Append($"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{radius:0.#}\"/>");
        _shapes.Append("</g>\n");
    }

    public void Path(IEnumerable<(double X, double Y)> points, string style) =>
        _shapes.Append($"<path d=\"M{string.Join('L', points.Select(point => $"{point.X:0.##} {point.Y:0.##}"))}\" {style}/>\n");

    /// <summary>Writes a text; the anchor says which part of it lies at x: start, middle or end.</summary>
    public void Text(double x, double y, string text, string anchor, string style = "") =>
        _shapes.Append($"<text x=\"{x:0.##}\" y=\"{y:0.##}\" text-anchor=\"{anchor}\" {style}>{WebUtility.HtmlEncode(text)}</text>\n");

    public override string ToString() =>
        $"<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{WebUtility.HtmlEncode(description)}\"" +
        $"{(TipsId is null ? "" : $" data-points=\"{TipsId}\"")}>\n{_shapes}</svg>";
}
