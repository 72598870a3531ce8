using MLNet.Vae.Examples.Common;
using MLNet.Vae.Examples.Common.Data;

namespace MLNet.Vae.Examples.Images.Generation;

/// <summary>Square images.</summary>
/// <param name="FileName">Name of the file they came from.</param>
/// <param name="Rows">The images: gray values from 0 to 1, [side, side] each.</param>
/// <param name="Side">Pixels of a side.</param>
internal sealed record SquareImages(string FileName, IReadOnlyList<FeatureRow> Rows, int Side)
{
    private const int FewestImages = 20;

    /// <summary>Loads a CSV file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="csv">What the user says of it.</param>
    /// <exception cref="InputException">The file is not such a table.</exception>
    public static SquareImages Load(string path, CsvOptions csv)
    {
        var file = CsvTable.Open(path, csv);
        int? label = IsSquare(file.Columns.Count) ? null : 0;
        int pixels = file.Columns.Count - (label is null ? 0 : 1);
        if (!IsSquare(pixels))
        {
            throw new InputException(
                $"'{path}' has {file.Columns.Count} columns; expected as many as a square image has pixels (64 for 8 x 8), " +
                "or one more, the first, for a label.");
        }

        var rows = file.Load(label);
        if (rows.Count < FewestImages)
            throw new InputException($"'{path}' has {rows.Count} images; expected at least {FewestImages}.");
        UnitScale.Apply(path, rows, file.FeatureNames(label));
        return new SquareImages(Path.GetFileName(path), rows, Root(pixels));
    }

    private static bool IsSquare(int pixels) => Root(pixels) * Root(pixels) == pixels;

    private static int Root(int pixels) => (int)Math.Round(Math.Sqrt(pixels));
}
