using System.Globalization;

namespace MLNet.Vae.Examples.Common.Data;

/// <summary>The dates of a column as days since the earliest of them, and days as cells again, in the form that most of its cells have.</summary>
public sealed class DateForm
{
    // So many cells, from all over the column, decide on the form.
    private const int Samples = 1000;

    private static readonly TimeSpan[] Units =
    [
        TimeSpan.FromDays(1), TimeSpan.FromHours(1), TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1), TimeSpan.FromMilliseconds(1),
        TimeSpan.FromMicroseconds(1), TimeSpan.FromTicks(1),
    ];

    private readonly DateCells _cells;
    private readonly string _format;
    private readonly TimeSpan _offset; // from universal time
    private readonly TimeSpan _unit; // the largest of which all dates are whole numbers
    private readonly DateTimeOffset _latest;

    /// <param name="dates">What is known of the column.</param>
    /// <param name="cells">All its cells.</param>
    internal DateForm(DateCells dates, IReadOnlyCollection<string> cells)
    {
        _cells = dates;
        string[] formats = [.. dates.Formats.SelectMany(Written)];
        var counts = new Dictionary<(string Format, TimeSpan Offset), int>();
        int unit = 0, row = 0, step = Math.Max(cells.Count / Samples, 1);
        foreach (string cell in cells.Select(CsvScanner.InOneLine))
        {
            bool isSample = row++ % step == 0;
            if (!dates.TryRead(cell, out var date))
                continue;
            _latest = date > _latest ? date : _latest;
            while (date.Ticks % Units[unit].Ticks != 0)
                unit++;
            if (!isSample)
                continue;
            foreach (string format in formats)
            {
                if (Write(date, format) == cell)
                    counts[(format, date.Offset)] = counts.GetValueOrDefault((format, date.Offset)) + 1;
            }
        }

        _unit = Units[unit];
        (_format, _offset) = counts.Count > 0 ? counts.MaxBy(pair => pair.Value).Key : (unit == 0 ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", default);
    }

    public DateTime Earliest => _cells.Earliest;

    /// <summary>The days from the earliest date to a cell's; NaN where it holds none.</summary>
    public float Days(string cell) => _cells.Days(CsvScanner.InOneLine(cell));

    /// <summary>
    /// The date so many days after the earliest, no later than the latest. Where no date of the column has a time of day, none has this one; the
    /// same holds for minutes, seconds and their parts.
    /// </summary>
    public string Write(float days)
    {
        long ticks = Earliest.Ticks + (long)((double)days * TimeSpan.TicksPerDay) + _offset.Ticks;
        ticks = (ticks + _unit.Ticks / 2) / _unit.Ticks * _unit.Ticks;
        return Write(new DateTimeOffset(Math.Min(ticks, _latest.ToOffset(_offset).Ticks), _offset), _format);
    }

    private static string Write(DateTimeOffset date, string format) => date.ToString(format, CultureInfo.InvariantCulture);

    // What is read in one format may be written in several: 03 or 3, 0.5 or 0.500, Z or +00:00. Cells that several fit have the first.
    private static IEnumerable<string> Written(string format)
    {
        IEnumerable<string> formats = [format];
        foreach (var (read, written) in new (string, string[])[]
        {
            ("d.M.", ["dd.MM.", "d.M."]), ("d/M/", ["dd/MM/", "d/M/"]), ("M/d/", ["MM/dd/", "M/d/"]), ("H:", ["HH:", "H:"]),
            (".FFFFFFF", [".fff", ".ffffff", ".fffffff", ".FFFFFFF"]), ("K", ["'Z'", "zzz"]),
        })
        {
            formats = formats.SelectMany(known => known.Contains(read) ? written.Select(text => known.Replace(read, text)) : [known]);
        }

        return formats;
    }
}
