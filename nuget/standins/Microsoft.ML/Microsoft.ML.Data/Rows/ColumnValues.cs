namespace Microsoft.ML.Data;

/// <summary>The value of a column as a plain type, a vector as an array.</summary>
internal static class ColumnValues
{
    /// <summary>Reads from whatever the row stands on at the call; each array is a new one.</summary>
    public static Func<T> Reader<T>(DataViewRow row, DataViewSchema.Column column) => typeof(T).IsArray
        ? Generic.Call<Func<T>>(Vector<int>, typeof(T).GetElementType(), row, column)
        : Scalar<T>(row, column);

    /// <summary>The same for a column of Single, of which a scalar is a vector of one.</summary>
    public static Func<float[]> SinglesReader(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is VectorDataViewType)
            return Vector<float>(row, column);
        var read = Scalar<float>(row, column);
        return () => [read()];
    }

    private static Func<T> Scalar<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            getter(ref value);
            return value;
        };
    }

    private static Func<T[]> Vector<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var read = Scalar<VBuffer<T>>(row, column);
        return () => read().DenseValues().ToArray();
    }
}
