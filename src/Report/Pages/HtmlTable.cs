using System.Text;

namespace MLNet.Vae.Pages;

/// <summary>A table of a page.</summary>
internal sealed class HtmlTable(params string[] headings)
{
    private readonly StringBuilder _rows = new();

    /// <summary>A row of as many cells as there are headings. A text is encoded; a <see cref="BarList"/> stays as it is.</summary>
    public HtmlTable AddRow(params object[] cells)
    {
        var encoded = cells.Select(cell => $"<td>{(cell is BarList ? cell : HtmlPage.Encode($"{cell}"))}</td>");
        _rows.Append($"<tr>{string.Concat(encoded)}</tr>\n");
        return this;
    }

    public override string ToString() =>
        $"<table>\n<tr>{string.Concat(headings.Select(heading => $"<th scope=\"col\">{HtmlPage.Encode(heading)}</th>"))}</tr>\n{_rows}</table>";
}
