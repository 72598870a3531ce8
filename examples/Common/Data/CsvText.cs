using System.Buffers;
using System.Text;

namespace MLNet.Vae.Examples.Common.Data;

/// <summary>The text of a CSV file.</summary>
internal static class CsvText
{
    // What people hand over for a CSV file, by its first bytes.
    private static readonly (byte[] Start, string What)[] Others =
    [
        ([(byte)'P', (byte)'K', 3, 4], "a ZIP archive, as Excel's .xlsx files are"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Excel file"),
        ([0x1F, 0x8B], "compressed by gzip"),
        ([(byte)'P', (byte)'A', (byte)'R', (byte)'1'], "a Parquet file"),
    ];

    /// <summary>Reads it, in UTF-8 or, where its first bytes say so, UTF-16.</summary>
    /// <exception cref="InputException">It is a folder, is missing, empty, or not a text.</exception>
    public static string Read(string path)
    {
        if (Directory.Exists(path))
            throw new InputException($"'{path}' is a folder; expected a CSV file.");
        if (!File.Exists(path))
            throw new InputException($"There is no file '{path}'; expected a CSV file.");

        byte[] bytes = File.ReadAllBytes(path);
        if (Array.Find(Others, other => bytes.AsSpan().StartsWith(other.Start)).What is { } what)
            throw new InputException($"'{path}' is {what}; expected a CSV file: save the table as one.");
        using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8); // which looks for a byte order mark
        string text = reader.ReadToEnd();
        if (string.IsNullOrWhiteSpace(text))
            throw new InputException($"'{path}' is empty; expected a header and rows.");

        int strange = text.AsSpan().IndexOfAny(Strange);
        if (strange < 0)
            return text;
        int line = 1 + text.AsSpan(0, strange).Count('\n');
        throw new InputException(text[strange] == '\uFFFD'
            ? $"'{path}', line {line}: found bytes that are no UTF-8; expected a text in UTF-8: save the file so."
            : $"'{path}', line {line}: found a byte {(int)text[strange]}, which no text has; expected a CSV file.");
    }

    // Control characters but tab, line feed, form feed and carriage return; and what stands for bytes that are no UTF-8.
    private static readonly SearchValues<char> Strange = SearchValues.Create(
        [.. Enumerable.Range(0, ' ').Select(code => (char)code).Except(['\t', '\n', '\f', '\r']), '\uFFFD']);
}
