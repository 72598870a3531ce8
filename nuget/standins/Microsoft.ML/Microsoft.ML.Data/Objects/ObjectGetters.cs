namespace Microsoft.ML.Data;

/// <summary>Makes a column getter of a function that gives a member's present value.</summary>
internal static class ObjectGetters
{
    public static Delegate Make(DataViewType type, Type memberType, Delegate read)
    {
        if (memberType == typeof(string))
            return Text((Func<string>)read);
        if (memberType == typeof(string[]))
            return Array(() => ((Func<string[]>)read)()?.Select(text => text.AsMemory()).ToArray());
        if (memberType.IsArray)
            return Generic.Call<Delegate>(Array<int>, memberType.GetElementType(), read);
        if (type is VectorDataViewType vector)
            return Generic.Call<Delegate>(Buffer<int>, vector.ItemType.RawType, read);
        return Generic.Call<Delegate>(type is KeyDataViewType ? Key<int> : Value<int>, type.RawType, type, read);
    }

    private static Delegate Text(Func<string> read) =>
        (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> dst) => dst = read().AsMemory());

    private static Delegate Array<T>(Func<T[]> read) =>
        (ValueGetter<VBuffer<T>>)((ref VBuffer<T> dst) => Buffers.SetDense<T>(ref dst, read()));

    private static Delegate Buffer<T>(Func<VBuffer<T>> read) => (ValueGetter<VBuffer<T>>)((ref VBuffer<T> dst) => read().CopyTo(ref dst));

    private static Delegate Value<T>(DataViewType type, Func<T> read) => (ValueGetter<T>)((ref T dst) => dst = read());

    /// <summary>A member counts from 0, a key from 1; whatever is out of range becomes missing.</summary>
    private static Delegate Key<T>(DataViewType type, Func<T> read)
    {
        ulong count = ((KeyDataViewType)type).Count;
        return (ValueGetter<T>)((ref T dst) =>
        {
            ulong value = Convert.ToUInt64(read());
            dst = (T)Convert.ChangeType(value < count ? value + 1 : 0, typeof(T));
        });
    }
}
