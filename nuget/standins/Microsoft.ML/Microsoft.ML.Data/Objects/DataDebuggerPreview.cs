using System.Collections.Immutable;

namespace Microsoft.ML.Data
{
    public sealed class DataDebuggerPreview
    {
        internal DataDebuggerPreview(IDataView data, int maxRows)
        {
            Check.NotNull(data, nameof(data));
            Check.Param(maxRows >= 0, nameof(maxRows), "It is not negative.");
            Schema = data.Schema;
            using var cursor = data.GetRowCursor(Schema);
            var readers = Schema.Select(c => Generic.Call<Func<object>>(Boxed<int>, c.Type.RawType, cursor, c)).ToArray();
            var rows = ImmutableArray.CreateBuilder<RowInfo>();
            while (rows.Count < maxRows && cursor.MoveNext())
                rows.Add(new RowInfo(Schema.Select(c => KeyValuePair.Create(c.Name, readers[c.Index]())).ToArray()));
            RowView = rows.ToImmutable();
            ColumnView = Schema.Select(c => new ColumnInfo(c, RowView.Select(r => r.Values[c.Index].Value).ToArray())).ToImmutableArray();
        }

        public DataViewSchema Schema { get; }
        public ImmutableArray<ColumnInfo> ColumnView { get; }
        public ImmutableArray<RowInfo> RowView { get; }

        private static Func<object> Boxed<T>(DataViewRow row, DataViewSchema.Column column)
        {
            var read = ColumnValues.Reader<T>(row, column);
            return () => read();
        }

        public sealed class RowInfo
        {
            internal RowInfo(KeyValuePair<string, object>[] values) => Values = values;
            public KeyValuePair<string, object>[] Values { get; }
        }

        public sealed class ColumnInfo
        {
            internal ColumnInfo(DataViewSchema.Column column, object[] values) => (Column, Values) = (column, values);
            public DataViewSchema.Column Column { get; }
            public object[] Values { get; }
        }
    }
}

namespace Microsoft.ML
{
    public static class DebuggerExtensions
    {
        public static DataDebuggerPreview Preview(this IDataView data, int maxRows = 100) => new(data, maxRows);
    }
}
