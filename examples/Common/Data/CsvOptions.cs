using System.Globalization;

namespace MLNet.Vae.Examples.Common.Data;

/// <summary>What cannot be found out from a CSV file, and has to be said.</summary>
/// <param name="DecimalComma">Whether the decimals of a number stand behind a comma, 1,5; otherwise behind a point.</param>
public sealed record CsvOptions(bool DecimalComma = false)
{
    /// <summary>The option of a command line.</summary>
    public const string DecimalCommaFlag = "--decimal-comma";

    /// <summary>A number in a cell, as a float32.</summary>
    /// <returns>False where it is no number, or too large for one.</returns>
    public bool TryRead(string cell, out float value) => TryRead(cell, DecimalComma ? ',' : '.', out value);

    /// <summary>Whether a cell is a number only if comma and point change places.</summary>
    public bool IsNumberOtherwise(string cell) => !TryRead(cell, out _) && TryRead(cell, DecimalComma ? '.' : ',', out _);

    private static bool TryRead(string cell, char marker, out float value)
    {
        value = 0;
        if (marker == ',')
            cell = cell.Contains('.') ? "" : cell.Replace(',', '.');
        return float.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && float.IsFinite(value);
    }
}
