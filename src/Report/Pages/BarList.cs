using System.Text;

namespace MLNet.Vae.Pages;

/// <summary>Named horizontal bars, one under another, with their numbers.</summary>
internal sealed class BarList
{
    private readonly StringBuilder _legend = new();
    private readonly StringBuilder _bars = new();
    private bool _noted;

    /// <summary>Says what a color stands for.</summary>
    public BarList AddLegend(string text, string color)
    {
        _legend.Append($"<span><i style=\"background:{color}\"></i>{HtmlPage.Encode(text)}</span>");
        return this;
    }

    /// <summary>A bar, 0 to 1 long, with a number and perhaps a note behind it.</summary>
    public BarList Add(string name, double length, string color, string number, string note = "")
    {
        double percent = 100 * Math.Clamp(length, 0, 1);
        _bars.Append($"<span>{HtmlPage.Encode(name)}</span><span><i style=\"width:{percent:0.#}%;background:{color}\"></i></span>");
        _noted |= note.Length > 0;
        _bars.Append($"<span>{HtmlPage.Encode(number)}</span><span>{HtmlPage.Encode(note)}</span>\n");
        return this;
    }

    public override string ToString() =>
        $"<div class=\"legend\">{_legend}</div><div class=\"bars{(_noted ? " noted" : "")}\">\n{_bars}</div>";
}
