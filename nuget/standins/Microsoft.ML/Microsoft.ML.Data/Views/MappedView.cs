namespace Microsoft.ML.Data;

/// <summary>What Transform of a row-to-row transformer gives.</summary>
internal sealed class MappedView(IDataView source, ColumnMapper mapper) : DerivedView(source)
{
    public override DataViewSchema Schema => mapper.OutputSchema;
    public override long? GetRowCount() => Source.GetRowCount();

    public override DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = Columns.Flags(Schema, columnsNeeded);
        return new Cursor(mapper, Source.GetRowCursor(mapper.GetDependencies(columnsNeeded), rand), active);
    }

    public override DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        var active = Columns.Flags(Schema, columnsNeeded);
        return Source.GetRowCursorSet(mapper.GetDependencies(columnsNeeded), n, rand)
            .Select(input => (DataViewRowCursor)new Cursor(mapper, input, active)).ToArray();
    }

    private sealed class Cursor(ColumnMapper mapper, DataViewRowCursor input, bool[] active) : WrappingCursor(input, active)
    {
        private readonly ColumnMapper.Getters _getters = new(mapper, input, active);

        public override DataViewSchema Schema => mapper.OutputSchema;
        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _getters.Of<TValue>(column);
    }
}
