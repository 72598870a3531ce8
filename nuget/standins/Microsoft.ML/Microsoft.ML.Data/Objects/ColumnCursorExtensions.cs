namespace Microsoft.ML.Data;

public static class ColumnCursorExtensions
{
    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName) => data.GetColumn<T>(data.Schema[columnName]);

    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        Check.NotNull(data, nameof(data));
        var own = data.Schema[column.Index];
        Check.Param(own.Name == column.Name && own.Type == column.Type, nameof(column), $"The view has no column '{column}'.");
        Check.Param(ColumnValues.Fits(column.Type, typeof(T)), nameof(column), $"Column '{column.Name}' is {column.Type}, which is not given as {typeof(T)}.");
        return Values<T>(data, column);
    }

    private static IEnumerable<T> Values<T>(IDataView data, DataViewSchema.Column column)
    {
        using var cursor = data.GetRowCursor([column]);
        var read = ColumnValues.Reader<T>(cursor, column);
        while (cursor.MoveNext())
            yield return read();
    }
}
