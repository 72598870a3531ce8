namespace Microsoft.ML.Data;

internal abstract class CachedColumn
{
    public abstract void Append();
    public abstract Delegate MakeGetter(Func<int> row);
}

internal sealed class CachedColumn<T>(ValueGetter<T> source) : CachedColumn
{
    private readonly List<T> _values = [];

    public override void Append()
    {
        T value = default; // a new one each time: a vector must not share its arrays with the next row
        source(ref value);
        _values.Add(value);
    }

    public override Delegate MakeGetter(Func<int> row)
    {
        bool isVector = typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(VBuffer<>);
        return isVector
            ? Generic.Call<Delegate>(VectorGetter<int>, typeof(T).GetGenericArguments()[0], _values, row)
            : (ValueGetter<T>)((ref T value) => value = _values[row()]);
    }

    private static Delegate VectorGetter<TItem>(List<VBuffer<TItem>> values, Func<int> row) =>
        (ValueGetter<VBuffer<TItem>>)((ref VBuffer<TItem> value) => values[row()].CopyTo(ref value));
}
