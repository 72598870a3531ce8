using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Which lines of a text are rows, and where their fields begin and end.</summary>
internal sealed class TextLines(TextLoader.Options options)
{
    public bool EmptyAsNaN => options.MissingRealsAsNaNs;

    /// <summary>With their numbers, from 1. Empty lines and comments are left out; the first one left is the header.</summary>
    public IEnumerable<(string Text, long Number)> Read(IMultiStreamSource source, bool header)
    {
        for (int i = 0; i < source.Count; i++)
        {
            using var reader = source.OpenTextReader(i);
            bool first = true;
            long number = 0;
            while (reader.ReadLine() is { } line)
            {
                number++;
                if (line.Length == 0 || line.StartsWith("//", StringComparison.Ordinal) || first && line[0] == '#')
                    continue;
                if (!first || header || !options.HasHeader || options.HeaderFile != null)
                    yield return (line, number);
                first = false;
            }
        }
    }

    public IEnumerable<(string Text, long Number)> Rows(IMultiStreamSource source) => Read(source, header: false);

    public List<string> Split(string line)
    {
        if (options.TrimWhitespace)
            line = line.TrimEnd();
        var fields = new List<string>();
        bool more = true;
        for (int at = 0; more;)
            fields.Add(Field(line, ref at, out more));
        return fields;
    }

    private string Field(string line, ref int at, out bool more)
    {
        if (!IsSeparator(' '))
            SkipSpaces(line, ref at);
        string field = options.AllowQuoting && at < line.Length && line[at] == '"' ? Quoted(line, ref at) : Plain(line, ref at);
        more = at < line.Length;
        at++; // past the separator
        return field;
    }

    private string Plain(string line, ref int at)
    {
        int start = at;
        while (at < line.Length && !IsSeparator(line[at]))
            at++;
        return line[start..Math.Min(at, line.Length)];
    }

    /// <summary>A doubled quote stands for one. A field whose quotes are wrong counts as empty.</summary>
    private string Quoted(string line, ref int at)
    {
        var text = new StringBuilder();
        bool closed = false;
        for (at++; at < line.Length && !closed; at++)
        {
            if (line[at] != '"')
                text.Append(line[at]);
            else if (at + 1 < line.Length && line[at + 1] == '"')
                text.Append(line[at++]);
            else
                closed = true;
        }
        if (!IsSeparator(' '))
            SkipSpaces(line, ref at);
        return Plain(line, ref at).Length == 0 && closed ? text.ToString() : "";
    }

    private static void SkipSpaces(string line, ref int at)
    {
        while (at < line.Length && line[at] == ' ')
            at++;
    }

    private bool IsSeparator(char c) => Array.IndexOf(options.Separators, c) >= 0;
}
