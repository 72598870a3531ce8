using System.Globalization;

namespace MLNet.Vae.Examples.Common.Data;

/// <summary>Reads dates, of which 3/4/2024 is in March or in April: the other cells of its column decide.</summary>
internal sealed class DateCells
{
    private static readonly string[]
        Plain = [.. Times("yyyy-MM-dd", " ", "T"), .. Times("yyyy/MM/dd", " ", "T"), .. Times("d.M.yyyy", " ")],
        DayFirst = [.. Times("d/M/yyyy", " ")],
        MonthFirst = [.. Times("M/d/yyyy", " ")];

    private readonly List<(string[] Formats, DateTime Earliest)> _orders =
        [(Plain, DateTime.MaxValue), (DayFirst, DateTime.MaxValue), (MonthFirst, DateTime.MaxValue)];

    /// <summary>Whether all cells so far can be read as dates, in one order or more.</summary>
    public bool AreDates => _orders.Count > 0;

    /// <summary>Whether they can be read in two orders, which give other dates.</summary>
    public bool AreAmbiguous => _orders.Count > 1;

    /// <summary>The earliest of them.</summary>
    public DateTime Earliest => _orders[0].Earliest;

    /// <summary>The formats of the order.</summary>
    public IReadOnlyList<string> Formats => _orders[0].Formats;

    /// <summary>Counts a cell in.</summary>
    public void Add(string cell)
    {
        for (int i = _orders.Count - 1; i >= 0; i--)
        {
            var (formats, earliest) = _orders[i];
            if (TryRead(cell, formats, out var date))
                _orders[i] = (formats, date.UtcDateTime < earliest ? date.UtcDateTime : earliest);
            else
                _orders.RemoveAt(i);
        }
    }

    /// <summary>The days from the earliest to a cell's date; NaN where it holds none.</summary>
    public float Days(string cell) => TryRead(cell, out var date) ? (float)(date.UtcDateTime - Earliest).TotalDays : float.NaN;

    /// <summary>The date in a cell, in the time zone that the cell names.</summary>
    public bool TryRead(string cell, out DateTimeOffset date) => TryRead(cell, _orders[0].Formats, out date);

    private static bool TryRead(string cell, string[] formats, out DateTimeOffset date) =>
        DateTimeOffset.TryParseExact(cell, formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date);

    private static IEnumerable<string> Times(string date, params string[] between) => between
        .SelectMany(gap => new[] { "H:mm", "H:mm:ss", "H:mm:ss.FFFFFFF", "H:mm:ssK", "H:mm:ss.FFFFFFFK" }.Select(time => $"{date}{gap.Replace("T", "'T'")}{time}"))
        .Prepend(date);
}
