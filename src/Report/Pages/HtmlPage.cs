using System.Net;
using System.Text;
using MLNet.Vae.Onnx.Files;

namespace MLNet.Vae.Pages;

/// <summary>A web page in one file, with everything that it shows inside. It follows the reader's choice of light or dark.</summary>
internal sealed class HtmlPage(string title, string subtitle)
{
    private readonly StringBuilder _figures = new();
    private readonly StringBuilder _cards = new();

    /// <summary>The words of the tips of its pictures.</summary>
    public TipWords Words { get; } = new();

    /// <summary>A number that stands at the top.</summary>
    public void AddFigure(string number, string meaning) =>
        _figures.Append($"<div class=\"figure\"><b>{Encode(number)}</b><span>{Encode(meaning)}</span></div>\n");

    /// <summary>A picture or table (as HTML) with a heading and a line that says how to read it. It takes half the width, or all of it.</summary>
    public void AddCard(string heading, string explanation, string html, bool wide = false) =>
        _cards.Append($"<section class=\"card{(wide ? " wide" : "")}\">\n<h2>{Encode(heading)}</h2><p>{Encode(explanation)}</p>\n")
            .Append($"{html}\n</section>\n");

    /// <summary>Text as it may stand in HTML.</summary>
    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>Writes the page so that whoever looks at the file finds all of it or the one before.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path) => AtomicFile.Write(path, WriteTo);

    /// <summary>Refuses a path that <see cref="Save"/> would, for those who work long before there is a page. Leaves what is there as it is.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void CheckPath(string path) => AtomicFile.Check(path);

    /// <summary>Writes the page to a stream, which stays open.</summary>
    public void WriteTo(Stream stream) => stream.Write(Encoding.UTF8.GetBytes(ToString()));

    public override string ToString() => $"""
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <link rel="icon" href="data:,">
        <title>{Encode(title)}</title>
        <style>
        {Resource("page.css")}
        </style>
        </head>
        <body>
        <h1>{Encode(title)}</h1>
        <p>{Encode(subtitle)}</p>
        <div class="figures">
        {_figures}</div>
        <main class="cards">
        {_cards}</main>
        <div id="tip" role="status" hidden></div>
        {PageJson.Element("words", Words.All)}<script>
        {Resource("page.js")}
        </script>
        </body>
        </html>

        """;

    private static string Resource(string name)
    {
        using var reader = new StreamReader(typeof(HtmlPage).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd().TrimEnd();
    }
}
