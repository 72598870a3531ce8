namespace Microsoft.ML.Data;

/// <summary>The value of a column as a plain type: text as string, a vector as an array.</summary>
internal static class ColumnValues
{
    public static bool Fits(DataViewType type, Type plain) => PlainItem(plain, out bool isVector) is { } item
        && (type is VectorDataViewType vector ? isVector && vector.ItemType.RawType == item : !isVector && type.RawType == item);

    /// <summary>The item type as a column has it.</summary>
    public static Type PlainItem(Type plain, out bool isVector)
    {
        bool isBuffer = plain.IsGenericType && plain.GetGenericTypeDefinition() == typeof(VBuffer<>);
        isVector = plain.IsArray || isBuffer;
        var item = plain.IsArray ? plain.GetElementType() : isBuffer ? plain.GetGenericArguments()[0] : plain;
        return item == typeof(string) ? typeof(ReadOnlyMemory<char>) : item;
    }

    /// <summary>Reads from whatever the row stands on at the call; each value is a new one.</summary>
    public static Func<T> Reader<T>(DataViewRow row, DataViewSchema.Column column)
    {
        Delegate reader = typeof(T) == typeof(string) ? Text(row, column)
            : typeof(T) == typeof(string[]) ? Texts(row, column)
            : typeof(T).IsArray ? Generic.Call<Delegate>(Array<int>, typeof(T).GetElementType(), row, column)
            : Direct<T>(row, column);
        return (Func<T>)reader;
    }

    private static Func<T> Direct<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        return () =>
        {
            T value = default;
            getter(ref value);
            return value;
        };
    }

    private static Func<string> Text(DataViewRow row, DataViewSchema.Column column)
    {
        var read = Direct<ReadOnlyMemory<char>>(row, column);
        return () => read().ToString();
    }

    private static Func<string[]> Texts(DataViewRow row, DataViewSchema.Column column)
    {
        var read = Direct<VBuffer<ReadOnlyMemory<char>>>(row, column);
        return () => read().DenseValues().Select(text => text.ToString()).ToArray();
    }

    private static Func<T[]> Array<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<VBuffer<T>>(column);
        VBuffer<T> buffer = default;
        return () =>
        {
            getter(ref buffer);
            var array = new T[buffer.Length];
            buffer.CopyTo(array);
            return array;
        };
    }
}
