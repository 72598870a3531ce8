namespace Microsoft.ML.Data;

/// <summary>What Transform of a row-to-row transformer gives.</summary>
internal sealed class MappedView(IDataView source, ColumnMapper mapper) : DerivedView(source)
{
    public override DataViewSchema Schema => mapper.OutputSchema;

    protected override IEnumerable<DataViewSchema.Column> Inputs(IEnumerable<DataViewSchema.Column> columns) =>
        mapper.GetDependencies(columns);

    protected override DataViewRowCursor Wrap(DataViewRowCursor input, bool[] active) => new Cursor(mapper, input, active);

    private sealed class Cursor(ColumnMapper mapper, DataViewRowCursor input, bool[] active) : WrappingCursor(input, active)
    {
        public override DataViewSchema Schema => mapper.OutputSchema;
        protected override ValueGetter<TValue> MakeGetter<TValue>(DataViewSchema.Column column) => mapper.MakeGetter<TValue>(Input, column);
    }
}
