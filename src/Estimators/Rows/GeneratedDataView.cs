using Microsoft.ML;

namespace MLNet.Vae.Rows;

/// <summary>Data of columns of vectors whose rows are made from their numbers when a cursor comes to them.</summary>
internal sealed class GeneratedDataView : IDataView
{
    private readonly int _count;
    private readonly RowSource[] _sources; // one a column

    /// <param name="count">Number of rows.</param>
    /// <param name="columns">Each column, a vector, and what makes its rows.</param>
    public GeneratedDataView(int count, params IReadOnlyList<(DataViewSchema.DetachedColumn Column, RowSource Source)> columns)
    {
        _count = count;
        _sources = [.. columns.Select(column => column.Source)];
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(columns.Select(column => column.Column));
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
        RowSource?[] active = new RowSource?[_sources.Length];
        foreach (var column in columnsNeeded)
        {
            SchemaColumns.RequirePart(Schema, column, nameof(columnsNeeded));
            active[column.Index] = _sources[column.Index];
        }

        int[]? order = rand is null ? null : Shuffled(rand);
        int cursors = Math.Max(1, n);
        return [.. Enumerable.Range(0, cursors).Select(cursor => new GeneratedCursor(Schema, active, _count, order, cursor, cursors))];
    }

    private int[] Shuffled(System.Random rand)
    {
        int[] order = [.. Enumerable.Range(0, _count)];
        rand.Shuffle(order);
        return order;
    }
}
