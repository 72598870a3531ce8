using Microsoft.ML;

namespace MLNet.Vae.Rows;

/// <summary>Data of one column whose rows are made from their numbers when a cursor comes to them.</summary>
internal sealed class GeneratedDataView : IDataView
{
    private readonly int _count;
    private readonly RowSource _source;

    public GeneratedDataView(DataViewSchema.DetachedColumn column, int count, RowSource source)
    {
        _count = count;
        _source = source;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns([column]);
        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => true;

    public long? GetRowCount() => _count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, System.Random? rand = null) =>
        GetRowCursorSet(columnsNeeded, 1, rand)[0];

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, System.Random? rand = null)
    {
        ArgumentNullException.ThrowIfNull(columnsNeeded);
        RowSource? source = null;
        foreach (var column in columnsNeeded)
        {
            SchemaColumns.RequirePart(Schema, column, nameof(columnsNeeded));
            source = _source;
        }

        int[]? order = rand is null ? null : Shuffled(rand);
        int cursors = Math.Max(1, n);
        return [.. Enumerable.Range(0, cursors).Select(cursor => new GeneratedCursor(Schema, source, _count, order, cursor, cursors))];
    }

    private int[] Shuffled(System.Random rand)
    {
        int[] order = [.. Enumerable.Range(0, _count)];
        rand.Shuffle(order);
        return order;
    }
}
