namespace Microsoft.ML.Data;

internal static class Buffers
{
    public static void SetDense<T>(ref VBuffer<T> dst, ReadOnlySpan<T> values)
    {
        var editor = VBufferEditor.Create(ref dst, values.Length);
        values.CopyTo(editor.Values);
        dst = editor.Commit();
    }

    public static void SetSparse<T>(ref VBuffer<T> dst, ReadOnlySpan<T> values, Func<T, bool> isDefault)
    {
        var editor = VBufferEditor.Create(ref dst, values.Length, values.Length - Count(values, isDefault));
        for (int i = 0, next = 0; next < editor.Values.Length; i++)
        {
            if (isDefault(values[i]))
                continue;
            editor.Values[next] = values[i];
            editor.Indices[next++] = i;
        }
        dst = editor.Commit();
    }

    /// <summary>Sparse where fewer than half of the values are something, or none at all.</summary>
    public static void Set<T>(ref VBuffer<T> dst, ReadOnlySpan<T> values, Func<T, bool> isDefault)
    {
        int count = values.Length - Count(values, isDefault);
        if (count > 0 && count >= values.Length / 2)
            SetDense(ref dst, values);
        else
            SetSparse(ref dst, values, isDefault);
    }

    private static int Count<T>(ReadOnlySpan<T> values, Func<T, bool> condition)
    {
        int count = 0;
        foreach (var value in values)
            count += condition(value) ? 1 : 0;
        return count;
    }
}
