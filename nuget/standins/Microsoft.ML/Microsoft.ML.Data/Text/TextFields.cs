using System.Text;

namespace Microsoft.ML.Data;

internal static class TextFields
{
    /// <summary>The fields of a line. In a quoted one a separator is text, and a doubled quote stands for one.</summary>
    public static List<string> Split(string line, TextLoader.Options options)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < line.Length; i++)
        {
            if (quoted && line[i] == '"' && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append(line[i++]);
            }
            else if (options.AllowQuoting && line[i] == '"' && (quoted || field.Length == 0))
            {
                quoted = !quoted;
            }
            else if (!quoted && options.Separators.Contains(line[i]))
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(line[i]);
            }
        }
        fields.Add(field.ToString());
        return fields;
    }
}
