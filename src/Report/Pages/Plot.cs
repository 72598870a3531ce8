namespace MLNet.Vae.Pages;

/// <summary>A picture with two axes and a legend.</summary>
internal sealed class Plot
{
    private const int Width = 640, Height = 380;
    private const double Left = 58, Right = Width - 16, Top = 34, Bottom = Height - 46;
    private const double MinTickDistance = 40, LegendLetter = 6.6;
    private readonly Svg _svg;
    private readonly Axis _x;
    private readonly Axis _y;
    private readonly List<IReadOnlyList<object>> _tips = [];
    private double _legendEnd = Left;

    /// <summary>An empty picture.</summary>
    /// <param name="description">What it shows, for those who cannot see it.</param>
    /// <param name="x">The horizontal axis.</param>
    /// <param name="y">The vertical axis.</param>
    public Plot(string description, Axis x, Axis y)
    {
        _svg = new Svg(Width, Height, description);
        _x = x;
        _y = y;
        DrawAxes();
    }

    /// <summary>A line through points, whole or dashed.</summary>
    public Plot AddLine(string legend, string color, IEnumerable<(double X, double Y)> points, bool dashed = false)
    {
        string dashes = dashed ? " stroke-dasharray=\"7 4\"" : "";
        _svg.Path(points.Select(At), $"fill=\"none\" stroke=\"{color}\" stroke-width=\"2\" stroke-linejoin=\"round\"{dashes}");
        AddLegend(legend, color);
        return this;
    }

    /// <summary>A thin dashed line through points.</summary>
    public Plot AddOutline(string legend, string color, IEnumerable<(double X, double Y)> points)
    {
        _svg.Path(points.Select(At), $"fill=\"none\" stroke=\"{color}\" stroke-dasharray=\"4 3\"");
        AddLegend(legend, color);
        return this;
    }

    /// <summary>Bars that stand side by side without a gap.</summary>
    public Plot AddBars(string legend, string color, IEnumerable<(double From, double To, double Y)> bars)
    {
        foreach (var (from, to, y) in bars.Where(bar => bar.Y > 0))
        {
            var (left, top) = At((from, y));
            _svg.Rectangle(left, top, At((to, y)).X - left, Bottom - top, $"fill=\"{color}\" fill-opacity=\"0.45\" stroke=\"{color}\"");
        }

        AddLegend(legend, color);
        return this;
    }

    /// <summary>Columns over the whole height, which are seen under the pointer alone, together with a text.</summary>
    public Plot AddTips(IEnumerable<(double From, double To, string Tip)> columns)
    {
        foreach (var (from, to, tip) in columns)
        {
            double left = At((from, 0)).X;
            _svg.Rectangle(left, Top, At((to, 0)).X - left, Bottom - Top, "class=\"shade\"", tip);
        }

        return this;
    }

    /// <summary>A dot for each point; its tip shows when the pointer comes near.</summary>
    public Plot AddDots(string legend, string color, IReadOnlyCollection<(double X, double Y, Tip Tip)> points)
    {
        _svg.Dots(
            points.Select(point => At((point.X, point.Y))),
            radius: 3.2,
            $"fill=\"{color}\" fill-opacity=\"0.65\" stroke=\"var(--card)\" stroke-width=\"0.6\"");
        _tips.AddRange(points.Select(point => point.Tip.Parts));
        AddLegend(legend, color);
        return this;
    }

    /// <summary>A dashed line that marks a value of the horizontal axis.</summary>
    public Plot AddMark(string text, double x)
    {
        double at = At((x, 0)).X;
        bool beside = at < (Left + Right) / 2; // The text stands on the side with more room.
        _svg.Line(at, Top, at, Bottom, $"stroke=\"{PageColors.Text}\" stroke-dasharray=\"5 4\"");
        _svg.Text(beside ? at + 6 : at - 6, Top + 12, text, beside ? "start" : "end", $"font-weight=\"600\" style=\"fill: {PageColors.Text}\"");
        return this;
    }

    /// <summary>The picture as HTML.</summary>
    /// <param name="id">A name that no other picture of the page has, for the tips of its points.</param>
    public string ToHtml(string id)
    {
        if (_tips.Count == 0)
            return _svg.ToString();
        _svg.TipsId = $"{id}-tips";
        return $"{_svg}\n{PageJson.Element(_svg.TipsId, _tips)}";
    }

    private (double X, double Y) At((double X, double Y) point) =>
        (Left + _x.Position(point.X) * (Right - Left), Bottom - _y.Position(point.Y) * (Bottom - Top));

    private void DrawAxes()
    {
        foreach (double tick in Apart(_x.Ticks, tick => At((tick, 0)).X))
        {
            double x = At((tick, 0)).X;
            _svg.Line(x, Top, x, Bottom, $"stroke=\"{PageColors.Grid}\"");
            _svg.Text(x, Bottom + 17, $"{tick:#,0.####}", "middle");
        }

        foreach (double tick in Apart(_y.Ticks, tick => At((0, tick)).Y))
        {
            double y = At((0, tick)).Y;
            _svg.Line(Left, y, Right, y, $"stroke=\"{PageColors.Grid}\"");
            _svg.Text(Left - 8, y + 4, $"{tick:#,0.####}", "end");
        }

        _svg.Line(Left, Bottom, Right, Bottom, $"stroke=\"{PageColors.Axis}\"");
        _svg.Line(Left, Top, Left, Bottom, $"stroke=\"{PageColors.Axis}\"");
        _svg.Text((Left + Right) / 2, Height - 8, _x.Label, "middle", "class=\"label\"");
        double middle = (Top + Bottom) / 2;
        _svg.Text(14, middle, _y.Label, "middle", $"class=\"label\" transform=\"rotate(-90 14 {middle})\"");
    }

    private void AddLegend(string text, string color)
    {
        if (text.Length == 0)
            return;
        _svg.Rectangle(_legendEnd, 10, 12, 12, $"rx=\"2\" fill=\"{color}\"");
        _svg.Text(_legendEnd + 18, 20, text, "start");
        _legendEnd += 18 + text.Length * LegendLetter + 18;
    }

    private static List<double> Apart(IEnumerable<double> ticks, Func<double, double> position)
    {
        var kept = new List<double>();
        foreach (double tick in ticks)
        {
            if (kept.All(other => Math.Abs(position(tick) - position(other)) >= MinTickDistance))
                kept.Add(tick);
        }

        return kept;
    }
}
