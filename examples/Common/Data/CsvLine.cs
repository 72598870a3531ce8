using System.Text;

namespace MLNet.Vae.Examples.Common.Data;

/// <summary>Splits a line of a CSV file into its cells.</summary>
internal static class CsvLine
{
    /// <summary>
    /// The cells of a line, without blanks and quotes around them. A comma within quotes does not part cells, and "" within them is a quote.
    /// </summary>
    public static string[] Split(string line)
    {
        if (!line.Contains('"'))
            return line.Split(',', StringSplitOptions.TrimEntries);

        var cells = new List<string>();
        var cell = new StringBuilder();
        bool quoted = false;
        foreach (char c in line)
        {
            if (c == '"')
            {
                if (!quoted && cell.Length > 0)
                    cell.Append('"'); // The second quote of a pair.
                quoted = !quoted;
            }
            else if (c == ',' && !quoted)
            {
                cells.Add(cell.ToString().Trim());
                cell.Clear();
            }
            else
            {
                cell.Append(c);
            }
        }

        cells.Add(cell.ToString().Trim());
        return [.. cells];
    }
}
