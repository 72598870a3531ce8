namespace Microsoft.ML.Data;

/// <summary>A vector, dense (count = length) or sparse: <c>count</c> values with their ascending indices, the others default.</summary>
public readonly struct VBuffer<T>
{
    private readonly T[] _values;
    private readonly int[] _indices;
    private readonly int _count;
    public readonly int Length;

    public VBuffer(int length, T[] values, int[] indices = null) : this(length, length, values, indices) { }

    public VBuffer(int length, int count, T[] values, int[] indices)
    {
        Check.Param(length >= 0, nameof(length), "A length is not negative.");
        Check.Param(count >= 0 && count <= length, nameof(count), "The count is from 0 to the length.");
        Check.Param((values?.Length ?? 0) >= count, nameof(values), "There are fewer values than counted.");
        Check.Param(count == length || (indices?.Length ?? 0) >= count, nameof(indices), "There are fewer indices than values.");
        Length = length;
        _count = count;
        _values = values;
        _indices = indices;
    }

    public bool IsDense => _count == Length;
    public ReadOnlySpan<T> GetValues() => _values.AsSpan(0, _count);
    public ReadOnlySpan<int> GetIndices() => IsDense ? default : _indices.AsSpan(0, _count);

    public void CopyTo(ref VBuffer<T> destination)
    {
        var editor = VBufferEditor.Create(ref destination, Length, _count);
        GetValues().CopyTo(editor.Values);
        GetIndices().CopyTo(editor.Indices);
        destination = editor.Commit();
    }

    public void CopyTo(Span<T> destination)
    {
        Check.Param(destination.Length >= Length, nameof(destination), "It is too short.");
        if (IsDense)
        {
            GetValues().CopyTo(destination);
            return;
        }
        destination[..Length].Clear();
        for (int i = 0; i < _count; i++)
            destination[_indices[i]] = _values[i];
    }

    public IEnumerable<T> DenseValues()
    {
        var values = new T[Length];
        CopyTo(values);
        return values;
    }

    internal VBufferEditor<T> GetEditor(int length, int count, bool keepOld, bool indicesOnDense)
    {
        Check.Param(count >= 0 && count <= length, "valuesCount", "The count is from 0 to the length.");
        var indices = count == length && !indicesOnDense ? _indices : Grow(_indices, count, keepOld);
        return new(length, count, Grow(_values, count, keepOld), indices, indicesOnDense);
    }

    private static TItem[] Grow<TItem>(TItem[] array, int count, bool keepOld)
    {
        if (array != null && array.Length >= count)
            return array;
        var larger = new TItem[count];
        if (keepOld)
            array?.CopyTo(larger, 0);
        return larger;
    }
}
