using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Tests.Support;

/// <summary>
/// Data of two columns, Id (Single, the number of the row) and a vector column, that writes down what is asked of it. It shuffles, and
/// gives as many parallel cursors as asked for.
/// </summary>
internal sealed class VectorTable : IDataView
{
    private readonly float[][] _rows;
    private int _vectorReads, _openCursors;

    public VectorTable(
        string name, float[][] rows, bool sparse = false, string[]? slotNames = null, int[]? categoricalSlots = null, int[]? dimensions = null)
    {
        _rows = rows;
        IsSparse = sparse;
        var names = new DataViewSchema.Annotations.Builder();
        if (slotNames is not null)
        {
            var type = new VectorDataViewType(TextDataViewType.Instance, slotNames.Length);
            VBuffer<ReadOnlyMemory<char>> texts = new(slotNames.Length, [.. slotNames.Select(text => text.AsMemory())]);
            names.Add("SlotNames", type, (ref VBuffer<ReadOnlyMemory<char>> value) => texts.CopyTo(ref value));
        }

        if (categoricalSlots is not null)
        {
            // The first slot of each category and the last, as OneHotEncoding leaves them.
            var type = new VectorDataViewType(NumberDataViewType.Int32, categoricalSlots.Length / 2, 2);
            VBuffer<int> ends = new(categoricalSlots.Length, categoricalSlots);
            names.Add("CategoricalSlotRanges", type, (ref VBuffer<int> value) => ends.CopyTo(ref value));
        }

        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Id", NumberDataViewType.Single);
        builder.AddColumn(name, new VectorDataViewType(NumberDataViewType.Single, dimensions ?? [rows[0].Length]), names.ToAnnotations());
        Schema = builder.ToSchema();
    }

    public DataViewSchema Schema { get; }

    public bool IsSparse { get; }

    /// <summary>Names of the columns that each cursor so far was asked for.</summary>
    public List<string[]> CursorColumns { get; } = [];

    /// <summary>How often a vector was read.</summary>
    public int VectorReads => _vectorReads;

    /// <summary>Cursors that were made and not disposed of.</summary>
    public int OpenCursors => _openCursors;

    /// <summary>A row that cannot be read.</summary>
    public int? BadRow { get; init; }

    /// <summary>What is thrown of it; null for an <see cref="InvalidDataException"/> that names it.</summary>
    public Exception? Failure { get; init; }

    public bool CanShuffle => true;

    public long? GetRowCount() => _rows.Length;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, System.Random? rand = null) =>
        GetRowCursorSet(columnsNeeded, 1, rand)[0];

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, System.Random? rand = null)
    {
        bool[] active = new bool[Schema.Count];
        foreach (var column in columnsNeeded)
            active[column.Index] = true;
        lock (CursorColumns) // tests that run at the same time share a table
            CursorColumns.Add([.. Schema.Where(column => active[column.Index]).Select(column => column.Name)]);
        int[] order = [.. Enumerable.Range(0, _rows.Length)];
        rand?.Shuffle(order);
        Interlocked.Add(ref _openCursors, n);
        return [.. Enumerable.Range(0, n).Select(first => new Cursor(this, active, order, first, n))];
    }

    private sealed class Cursor(VectorTable table, bool[] active, int[] order, int first, int stride) : DataViewRowCursor
    {
        private long _position = -1;

        public override DataViewSchema Schema => table.Schema;

        public override long Position => _position;

        public override long Batch => first + _position * stride;

        private int Row => order[first + _position * stride];

        public override bool MoveNext()
        {
            bool more = first + (_position + 1) * stride < order.Length;
            _position = more ? _position + 1 : -1;
            return more;
        }

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)Row, 0);

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Assert.True(active[column.Index], $"{column.Name} was not asked for");
            Delegate getter = column.Index == 0 ? (ValueGetter<float>)GetId : (ValueGetter<VBuffer<float>>)GetVector;
            return (ValueGetter<TValue>)getter;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                Interlocked.Decrement(ref table._openCursors);
            base.Dispose(disposing);
        }

        private void GetId(ref float id) => id = Row;

        private void GetVector(ref VBuffer<float> vector)
        {
            Interlocked.Increment(ref table._vectorReads);
            if (Row == table.BadRow)
                throw table.Failure ?? new InvalidDataException($"Row {Row} cannot be read.");
            Vectors.Write(table._rows[Row], table.IsSparse, ref vector);
        }
    }
}
