using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Columns;

/// <summary>Reads a vector column into memory.</summary>
internal static class FeatureReader
{
    private const int RowsIfUnknown = 1024;

    /// <summary>All rows of a column, [rows, slots], in one pass.</summary>
    /// <exception cref="InvalidOperationException">There are more values than one array holds, or a vector is not as long as its type
    /// says.</exception>
    public static ReadOnlyMemory<float> ReadAll(IDataView data, DataViewSchema.Column column)
    {
        int width = ((VectorDataViewType)column.Type).Size;
        int mostRows = Array.MaxLength / width;
        long expectedRows = data.GetRowCount() ?? Math.Min(RowsIfUnknown, mostRows);
        if (expectedRows > mostRows)
            throw TooManyRows(column, width, mostRows);

        float[] values = new float[expectedRows * width]; // [rows, slots]
        int rows = 0;
        using var cursor = data.GetRowCursor([column]);
        var getter = cursor.GetGetter<VBuffer<float>>(column);
        VBuffer<float> row = default;
        while (cursor.MoveNext())
        {
            if (rows == mostRows)
                throw TooManyRows(column, width, mostRows);
            if (rows == values.Length / width)
                Array.Resize(ref values, (int)Math.Min(2L * rows + 1, mostRows) * width);
            getter(ref row);
            RequireLength(row.Length, width, column.Name, rows);
            row.CopyTo(values.AsSpan(rows * width, width));
            rows++;
        }

        return values.AsMemory(0, rows * width);
    }

    /// <summary>Holds a vector to the size that its column's type promised.</summary>
    /// <exception cref="InvalidOperationException">It has another.</exception>
    public static void RequireLength(int length, int expected, string column, long row)
    {
        if (length != expected)
            throw new InvalidOperationException($"Row {row} of column '{column}' has {length} values; its type promises {expected}.");
    }

    private static InvalidOperationException TooManyRows(DataViewSchema.Column column, int width, int mostRows) =>
        new($"Column '{column.Name}' has more than {mostRows} rows of {width} values, the most that fit into one array. " +
            "Take a sample of the rows.");
}
