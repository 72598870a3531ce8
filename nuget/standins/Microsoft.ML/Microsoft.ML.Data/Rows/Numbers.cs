namespace Microsoft.ML.Data;

/// <summary>Numbers, booleans and keys as doubles.</summary>
internal static class Numbers
{
    /// <summary>The slots of the present row; a scalar has one.</summary>
    public static Func<double[]> Reader(DataViewRow row, DataViewSchema.Column column) => column.Type is VectorDataViewType vector
        ? Generic.Call<Func<double[]>>(Vector<int>, vector.ItemType.RawType, row, column)
        : Generic.Call<Func<double[]>>(Scalar<int>, column.Type.RawType, row, column);

    /// <summary>Labels: a key counts from 0, a missing one is NaN.</summary>
    public static IEnumerable<float> Labels(IDataView data, DataViewSchema.Column column)
    {
        using var cursor = data.GetRowCursor([column]);
        var read = Reader(cursor, column);
        while (cursor.MoveNext())
        {
            double value = read()[0];
            yield return column.Type is not KeyDataViewType key ? (float)value : value < 1 || value > key.Count ? float.NaN : (float)(value - 1);
        }
    }

    private static Func<double[]> Scalar<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var read = ColumnValues.Reader<T>(row, column);
        return () => [Convert.ToDouble(read())];
    }

    private static Func<double[]> Vector<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var read = ColumnValues.Reader<T[]>(row, column);
        return () => read().Select(value => Convert.ToDouble(value)).ToArray();
    }
}
