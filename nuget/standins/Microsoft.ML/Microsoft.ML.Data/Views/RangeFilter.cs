namespace Microsoft.ML.Data;

/// <summary>Rows whose value lies from min to below max; a missing one does not. The column need not be one that is asked for.</summary>
internal sealed class RangeFilter(IDataView source, DataViewSchema.Column column, double min, double max) : DerivedView(source)
{
    public override long? GetRowCount() => null;

    protected override IEnumerable<DataViewSchema.Column> Inputs(IEnumerable<DataViewSchema.Column> columns) =>
        columns.Append(column).DistinctBy(c => c.Index);

    protected override DataViewRowCursor Wrap(DataViewRowCursor input, bool[] active) =>
        new Cursor(input, active, ColumnValues.Reader<float>(input, column), value => min <= value && value < max);

    private sealed class Cursor(DataViewRowCursor input, bool[] active, Func<float> read, Func<float, bool> isInRange)
        : SelectingCursor(input, active)
    {
        protected override bool Advance()
        {
            while (Input.MoveNext())
            {
                if (isInRange(read()))
                    return true;
            }
            return false;
        }
    }
}
