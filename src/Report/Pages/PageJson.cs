using System.Text.Encodings.Web;
using System.Text.Json;

namespace MLNet.Vae.Pages;

/// <summary>Data of a page that its script reads.</summary>
internal static class PageJson
{
    // A name in any alphabet takes what it takes in UTF-8, not six characters a letter.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>An element that holds a value and shows nothing.</summary>
    public static string Element<T>(string id, T value) =>
        $"<script type=\"application/json\" id=\"{id}\">{Serialize(value)}</script>\n";

    // Nothing that could end the element, or begin a comment in it.
    private static string Serialize<T>(T value) => JsonSerializer.Serialize(value, Options).Replace("<", "\\u003c", StringComparison.Ordinal);
}
