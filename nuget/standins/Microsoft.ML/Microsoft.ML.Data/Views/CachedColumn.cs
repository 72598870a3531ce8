namespace Microsoft.ML.Data;

internal interface ICachedColumn
{
    void Append();
    Delegate MakeGetter(Func<int> row);
}

internal sealed class CachedColumn<T>(ValueGetter<T> source) : ICachedColumn
{
    private readonly List<T> _values = [];

    public void Append()
    {
        T value = default; // a new one each time: a vector must not share its arrays with the next row
        source(ref value);
        _values.Add(value);
    }

    public Delegate MakeGetter(Func<int> row) => typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(VBuffer<>)
        ? Generic.Call<Delegate>(VectorGetter<int>, typeof(T).GetGenericArguments()[0], _values, row)
        : (ValueGetter<T>)((ref T value) => value = _values[row()]);

    private static Delegate VectorGetter<TItem>(List<VBuffer<TItem>> values, Func<int> row) =>
        (ValueGetter<VBuffer<TItem>>)((ref VBuffer<TItem> value) => values[row()].CopyTo(ref value));
}

/// <summary>The rows of a cache, handed to its cursors in blocks: all in one for a lone cursor.</summary>
internal sealed class CachedRows(int count, bool oneCursor, Random rand)
{
    private readonly int _size = oneCursor ? Math.Max(1, count) : 64;
    private int _blocks;

    public int[] Order { get; } = rand == null ? null : RandomUtils.Permutation(rand, count);

    public bool TakeBlock(out long block, out int start, out int end)
    {
        block = Interlocked.Increment(ref _blocks) - 1;
        start = (int)Math.Min(count, block * _size);
        end = Math.Min(count, start + _size);
        return start < end;
    }
}
