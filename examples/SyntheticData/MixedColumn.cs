using System.Globalization;
using MLNet.Vae.Examples.Common.Data;

namespace MLNet.Vae.Examples.SyntheticData;

/// <summary>A column of a table.</summary>
/// <param name="Name">In the header.</param>
/// <param name="IsText">Whether its cells are texts, each a category; otherwise they are numbers.</param>
/// <param name="HasGaps">Whether it is of numbers, and some cells hold none.</param>
/// <param name="Dates">How it writes its numbers where they are days, since the earliest of its dates; null for other columns.</param>
internal sealed record MixedColumn(string Name, bool IsText, bool HasGaps, DateForm? Dates = null)
{
    /// <summary>What its numbers are.</summary>
    public string AxisTitle => Dates is null ? Name : $"{Name}, days since {Dates.Earliest:yyyy-MM-dd}";

    /// <summary>The number in a cell; NaN where there is none.</summary>
    public float Number(string cell) => Dates is not null ? Dates.Days(cell)
        : cell.Length > 0 && float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) ? value : float.NaN;

    /// <summary>The cell of a number.</summary>
    public string Cell(float number) => Dates?.Write(number) ?? number.ToString(CultureInfo.InvariantCulture);

    public override string ToString() => $"{Name} ({(IsText ? "text" : Dates is null ? "number" : "date")})";
}
