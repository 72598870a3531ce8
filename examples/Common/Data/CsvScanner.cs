using System.Text;

namespace MLNet.Vae.Examples.Common.Data;

/// <summary>
/// Takes a CSV text apart as ML.NET's <see cref="Microsoft.ML.Data.TextLoader"/> does, so that it can be said where something is wrong: the loader
/// fills up a row that is too short, cuts one that is too long, and leaves out lines that begin with //. A cell in quotation marks may hold separators and line breaks, and
/// quotation marks twice; elsewhere a quotation mark is a letter like others. Lines without a letter are left out.
/// </summary>
internal static class CsvScanner
{
    /// <exception cref="InputException">A quotation mark is open, or has something behind it; or a line would be taken for a comment.</exception>
    public static IEnumerable<CsvRecord> Scan(string path, string text, char separator)
    {
        int at = 0, line = 1;
        bool isHeader = true;
        while (at < text.Length)
        {
            if (EndOfLine(text, at) is > 0 and var empty)
            {
                at += empty;
                line++;
                continue;
            }

            int first = line;
            if (text.AsSpan(at).StartsWith("//") || (isHeader && text[at] == '#'))
            {
                throw new InputException(
                    $"'{path}', line {line}: found '{Shown(text[at..].Split('\n', 2)[0])}', which ML.NET takes for a comment; expected a cell: " +
                    "put it in quotation marks.");
            }

            isHeader = false;
            var cells = new List<string>();
            bool more = true;
            while (more)
                cells.Add(ReadCell(path, text, separator, ref at, ref line, cells.Count + 1, out more));
            yield return new CsvRecord(first, cells);
        }
    }

    private static string ReadCell(string path, string text, char separator, ref int at, ref int line, int column, out bool more)
    {
        while (at < text.Length && text[at] == ' ')
            at++;
        string? quoted = at < text.Length && text[at] == '"' ? ReadQuoted(path, text, ref at, ref line, column) : null;
        int start = at;
        while (at < text.Length && text[at] != separator && EndOfLine(text, at) == 0)
            at++;
        string rest = text[start..at].Trim();
        if (quoted is not null && rest.Length > 0)
        {
            throw new InputException(
                $"'{path}', line {line}, column {column}: found '{Shown(rest)}' behind a quotation mark; expected the end of the cell: a " +
                "quotation mark inside a cell is written twice.");
        }

        more = at < text.Length && text[at] == separator;
        if (more)
            at++;
        else if (at < text.Length)
            NextLine(text, ref at, ref line);
        return quoted?.Trim() ?? rest;
    }

    // At the opening quotation mark; goes behind the closing one.
    private static string ReadQuoted(string path, string text, ref int at, ref int line, int column)
    {
        var cell = new StringBuilder();
        int first = line;
        for (at++; at < text.Length; at++)
        {
            if (text[at] == '"')
            {
                if (at + 1 == text.Length || text[at + 1] != '"')
                {
                    at++;
                    return cell.ToString();
                }

                at++;
            }
            else if (EndOfLine(text, at) is > 0 and var end)
            {
                line++;
                cell.Append('\n');
                at += end - 1;
                continue;
            }

            cell.Append(text[at]);
        }

        throw new InputException($"'{path}', line {first}, column {column}: found a quotation mark that is open to the end; expected another one.");
    }

    private static void NextLine(string text, ref int at, ref int line)
    {
        at += EndOfLine(text, at);
        line++;
    }

    /// <summary>How many characters of a line's end stand there: 0, 1, or 2.</summary>
    private static int EndOfLine(string text, int at) => text[at] switch
    {
        '\n' => 1,
        '\r' => at + 1 < text.Length && text[at + 1] == '\n' ? 2 : 1,
        _ => 0,
    };

    /// <summary>A text for a message: on one line, and not long.</summary>
    public static string Shown(string text)
    {
        const int most = 40;
        text = InOneLine(text);
        return text.Length <= most ? text : $"{text[..most]}…";
    }

    /// <summary>A text without line breaks and other blanks than single spaces.</summary>
    public static string InOneLine(string text) => !text.Any(char.IsWhiteSpace) ? text : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
