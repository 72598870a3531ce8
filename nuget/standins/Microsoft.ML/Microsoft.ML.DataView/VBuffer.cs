using System.Collections;

namespace Microsoft.ML.Data;

/// <summary>A vector, dense (count = length) or sparse: <c>count</c> values with their ascending indices, the others default.</summary>
public readonly struct VBuffer<T> : IEnumerable
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

    public void CopyTo(Span<T> destination) => CopyTo(destination, 0);

    public void CopyTo(Span<T> destination, int destinationIndex, T defaultValue = default)
    {
        Check.Param(destinationIndex >= 0 && destinationIndex <= destination.Length - Length, nameof(destination), "It is too short.");
        var target = destination.Slice(destinationIndex, Length);
        if (IsDense)
        {
            GetValues().CopyTo(target);
            return;
        }
        // With no value at all the official code clears, whatever the default asked for.
        target.Fill(_count == 0 ? default : defaultValue);
        for (int i = 0; i < _count; i++)
            target[_indices[i]] = _values[i];
    }

    public IEnumerable<KeyValuePair<int, T>> Items(bool all = false)
    {
        for (int i = 0, next = 0; i < (all ? Length : _count); i++)
        {
            if (!all || IsDense)
                yield return new(IsDense ? i : _indices[i], _values[i]);
            else
                yield return new(i, next < _count && _indices[next] == i ? _values[next++] : default);
        }
    }

    public IEnumerable<T> DenseValues() => Items(all: true).Select(item => item.Value);

    public IEnumerator GetEnumerator() => _values.GetEnumerator();

    public override string ToString() => IsDense
        ? $"Dense vector of size {Length}"
        : $"Sparse vector of size {Length}, {_count} explicit values";

    internal VBufferEditor<T> GetEditor(int length, int? valuesCount, int? maxCapacity, bool keepOld, bool indicesOnDense)
    {
        Check.Param(length >= 0, "newLogicalLength", "A length is not negative.");
        int count = valuesCount ?? length;
        Check.Param(count >= 0 && count <= length, nameof(valuesCount), "The count is from 0 to the length.");
        Check.Param(count <= (maxCapacity ?? count), "maxValuesCapacity", "It is less than the count.");
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
