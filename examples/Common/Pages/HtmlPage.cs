using System.Net;
using System.Text;

namespace MLNet.Vae.Examples.Common.Pages;

/// <summary>A web page in one file, with everything that it shows inside.</summary>
public sealed class HtmlPage(string title, string subtitle)
{
    private const string Style = """
        :root { color: #202124; background: #f6f7f9; }
        :root { font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        body { max-width: 1180px; margin: 0 auto; padding: 32px 24px 48px; }
        h1 { font-size: 26px; margin: 0; } h2 { font-size: 17px; margin: 0 0 2px; }
        p { margin: 0 0 10px; color: #5f6368; }
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(180px, 1fr)); gap: 12px; margin: 18px 0; }
        .figure { background: #fff; border: 1px solid #e3e6ea; border-radius: 8px; padding: 10px 18px; }
        .figure b { display: block; font-size: 22px; font-variant-numeric: tabular-nums; } .figure span { color: #5f6368; font-size: 13px; }
        .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(480px, 100%), 1fr)); gap: 16px; }
        .card { background: #fff; border: 1px solid #e3e6ea; border-radius: 8px; padding: 16px 18px; overflow-x: auto; }
        .wide { grid-column: 1 / -1; }
        svg { width: 100%; height: auto; font-size: 12px; } img { max-width: 100%; height: auto; image-rendering: pixelated; }
        svg text { fill: #5f6368; } svg .label { fill: #202124; font-size: 13px; }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
        th { text-align: left; font-size: 13px; color: #5f6368; font-weight: 600; } th, td { padding: 7px 10px 7px 0; vertical-align: top; }
        .bars { display: grid; grid-template-columns: 13em minmax(60px, 1fr) 4em 0; gap: 2px 12px; font-size: 13px; }
        .noted { grid-template-columns: 13em minmax(60px, 1fr) 4em 15em; }
        .bars span:nth-child(4n+2) { align-self: center; } .bars i { display: block; height: 9px; border-radius: 2px; }
        .bars span:nth-child(4n+3) { text-align: right; } .bars span:nth-child(4n) { color: #5f6368; }
        .legend span { margin-right: 18px; font-size: 13px; color: #5f6368; }
        .legend i { display: inline-block; width: 12px; height: 12px; border-radius: 2px; margin-right: 6px; vertical-align: -1px; }
        tr + tr td { border-top: 1px solid #eceff1; }
        """;

    private readonly StringBuilder _figures = new();
    private readonly StringBuilder _cards = new();

    /// <summary>A number that stands at the top.</summary>
    public void AddFigure(string number, string meaning) =>
        _figures.Append($"<div class=\"figure\"><b>{Encode(number)}</b><span>{Encode(meaning)}</span></div>\n");

    /// <summary>A picture or table (as HTML) with a heading and a line that says how to read it. It takes half the width, or all of it.</summary>
    public void AddCard(string heading, string explanation, string html, bool wide = false) =>
        _cards.Append($"<section class=\"card{(wide ? " wide" : "")}\">\n<h2>{Encode(heading)}</h2><p>{Encode(explanation)}</p>\n")
            .Append($"{html}\n</section>\n");

    /// <summary>Text as it may stand in HTML.</summary>
    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Checks that <see cref="Save"/> will find a place to write to, for those who work long before they save.</summary>
    /// <exception cref="InputException">A page cannot be written there.</exception>
    public static void CheckPath(string path)
    {
        if (path.Length == 0)
            throw new InputException("The name of the page to write is empty.");
        if (Directory.Exists(path))
            throw new InputException($"'{path}' is a folder; expected a file to write.");
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
            throw new InputException($"'{path}' cannot be written: there is no folder '{folder}'.");

        // Save would rename over a file that its owner protected, where the system allows that.
        if (File.Exists(path) && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly))
            throw new InputException($"'{path}' cannot be written: the file is read-only.");
        try
        {
            File.Create(Unfinished(path), bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"'{path}' cannot be written: {refused.Message}");
        }
    }

    /// <summary>Writes the page: beside the file, then renamed, so that whoever looks at the file finds all of it or the one before.</summary>
    /// <exception cref="InputException">The file cannot be written.</exception>
    public void Save(string path)
    {
        string unfinished = Unfinished(path);
        try
        {
            File.WriteAllText(unfinished, ToString());
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(unfinished))
                File.Delete(unfinished);
            throw new InputException($"'{path}' cannot be written: {refused.Message}");
        }
    }

    private static string Unfinished(string path) => path + ".part";

    public override string ToString() => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{Encode(title)}</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        <h1>{Encode(title)}</h1>
        <p>{Encode(subtitle)}</p>
        <div class="figures">
        {_figures}</div>
        <div class="cards">
        {_cards}</div>
        </body>
        </html>

        """;
}
