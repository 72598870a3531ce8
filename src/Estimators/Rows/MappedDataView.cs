using Microsoft.ML;

namespace MLNet.Vae.Rows;

/// <summary>Data with columns added lazily, row by row. Order, shuffling and parallel cursors are those of the data beneath.</summary>
internal class MappedDataView(IDataView input, BoundMapper mapper) : IDataView
{
    public DataViewSchema Schema => mapper.OutputSchema;

    public bool CanShuffle => input.CanShuffle;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, System.Random? rand = null)
    {
        bool[] active = mapper.ActiveOf(columnsNeeded);
        return Map(input.GetRowCursor(mapper.InputsFor(active), rand), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, System.Random? rand = null)
    {
        bool[] active = mapper.ActiveOf(columnsNeeded);
        return [.. input.GetRowCursorSet(mapper.InputsFor(active), n, rand).Select(cursor => Map(cursor, active))];
    }

    private MappedCursor Map(DataViewRowCursor cursor, bool[] active) => new(cursor, mapper.Bind(cursor, active));
}
