using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Tests.Support;

/// <summary>Reads columns of data, whatever their types, as values that can be compared.</summary>
internal static class ColumnValues
{
    /// <summary>The values of the named columns by the row's own number (its id): vectors as arrays, everything else as it is.</summary>
    public static Dictionary<ulong, object[]> Read(IDataView data, params string[] names) => Read(data, null, names);

    /// <summary>The same of a cursor that goes through the rows at random.</summary>
    public static Dictionary<ulong, object[]> Read(IDataView data, System.Random? random, params string[] names)
    {
        var columns = names.Select(name => data.Schema[name]).ToArray();
        using var cursor = data.GetRowCursor(columns, random);
        return Read(cursor, columns);
    }

    /// <summary>The same of a cursor that was made already.</summary>
    public static Dictionary<ulong, object[]> Read(DataViewRowCursor cursor, DataViewSchema.Column[] columns)
    {
        var rows = new Dictionary<ulong, object[]>();
        var readers = columns.Select(column => Reader(cursor, column)).ToArray();
        var getId = cursor.GetIdGetter();
        DataViewRowId id = default;
        while (cursor.MoveNext())
        {
            getId(ref id);
            rows.Add(id.Low, [.. readers.Select(read => read())]);
        }

        return rows;
    }

    /// <summary>A vector column, row by row.</summary>
    public static float[][] Vectors(IDataView data, string name) => [.. data.GetColumn<float[]>(name)];

    /// <summary>A scalar column.</summary>
    public static T[] Scalars<T>(IDataView data, string name) => [.. data.GetColumn<T>(name)];

    /// <summary>The names of a column's slots; null where it has none.</summary>
    public static string[]? SlotNames(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull("SlotNames") is null)
            return null;
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.Annotations.GetValue("SlotNames", ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }

    /// <summary>A text annotation of a column.</summary>
    public static string Annotation(DataViewSchema.Column column, string kind)
    {
        ReadOnlyMemory<char> value = default;
        column.Annotations.GetValue(kind, ref value);
        return value.ToString();
    }

    /// <summary>A function that reads the value of a column in the row that a cursor stands on.</summary>
    public static Func<object> Reader(DataViewRow row, DataViewSchema.Column column) => column.Type switch
    {
        VectorDataViewType => VectorReader(row.GetGetter<VBuffer<float>>(column)),
        BooleanDataViewType => ScalarReader(row.GetGetter<bool>(column)),
        _ => ScalarReader(row.GetGetter<float>(column)),
    };

    private static Func<object> VectorReader(ValueGetter<VBuffer<float>> getter)
    {
        VBuffer<float> value = default;
        return () =>
        {
            getter(ref value);
            return value.DenseValues().ToArray();
        };
    }

    private static Func<object> ScalarReader<T>(ValueGetter<T> getter)
        where T : struct
    {
        T value = default;
        return () =>
        {
            getter(ref value);
            return value;
        };
    }
}
