using System.Globalization;

namespace MLNet.Vae.Examples.Common.Data;

/// <summary>The names of a file's columns.</summary>
internal static class CsvHeader
{
    /// <summary>Names, of which none is empty and each stands once.</summary>
    /// <param name="path">The file.</param>
    /// <param name="header">Its first line.</param>
    /// <param name="notes">What was made of names that are not so, a line each.</param>
    /// <exception cref="InputException">The line has numbers.</exception>
    public static string[] Read(string path, CsvRecord header, out string[] notes)
    {
        string[] found = [.. header.Cells.Select(CsvScanner.InOneLine)];
        if (found.All(name => float.TryParse(name.Replace(',', '.'), NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
            throw new InputException($"'{path}', line {header.Line}: found numbers, '{CsvScanner.Shown(string.Join(' ', found))}'; expected a header that names the columns.");

        var taken = new HashSet<string>(found, StringComparer.Ordinal) { "" };
        var once = new HashSet<string>(StringComparer.Ordinal) { "" };
        var names = new string[found.Length];
        var given = new List<string>();
        for (int i = 0; i < names.Length; i++)
        {
            names[i] = found[i];
            if (once.Add(found[i]))
                continue;
            string stem = found[i].Length > 0 ? found[i] : "column";
            for (int number = found[i].Length > 0 ? 2 : i + 1; !taken.Add(names[i] = $"{stem} {number}"); number++)
            {
            }

            given.Add($"column {i + 1} is '{names[i]}'");
        }

        notes = given.Count == 0 ? [] : [$"Names in the header that are empty or stand there twice: {NameList.Join(given)}."];
        return names;
    }
}
