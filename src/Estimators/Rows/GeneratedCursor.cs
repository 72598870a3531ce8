using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Rows;

/// <summary>
/// One of several cursors that share the rows of a <see cref="GeneratedDataView"/> block by block, in turn. The number of a block is its
/// batch, so that ML.NET can put the rows of all cursors in order again.
/// </summary>
/// <param name="schema">The schema, of columns of vectors.</param>
/// <param name="sources">What makes the rows of each column; null where it is not active.</param>
/// <param name="count">Number of rows of all cursors.</param>
/// <param name="order">The number of the row at each place, [count]; null for their own order.</param>
/// <param name="cursor">Number of this cursor.</param>
/// <param name="cursors">Number of cursors.</param>
internal sealed class GeneratedCursor(DataViewSchema schema, RowSource?[] sources, int count, int[]? order, int cursor, int cursors)
    : DataViewRowCursor
{
    private const int BlockRows = 64;

    private long _position = -1;
    private long _place = (long)cursor * BlockRows - 1; // among the rows of all cursors
    private bool _ended;

    public override DataViewSchema Schema => schema;

    public override long Position => _ended ? -1 : _position;

    public override long Batch => _place / BlockRows;

    // The number of the current row, whatever the order.
    private int Row => _position < 0 || _ended
        ? throw new InvalidOperationException("The cursor stands on no row.")
        : order is null ? (int)_place : order[_place];

    public override bool MoveNext()
    {
        if (_ended)
            return false;
        _place++;
        if (_place % BlockRows == 0 && _position >= 0)
            _place += (long)(cursors - 1) * BlockRows; // to this cursor's next block
        _position++;
        _ended = _place >= count;
        return !_ended;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)Row, 0);

    public override bool IsColumnActive(DataViewSchema.Column column)
    {
        SchemaColumns.RequirePart(schema, column, nameof(column));
        return sources[column.Index] is not null;
    }

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
            throw new InvalidOperationException($"Column '{column.Name}' is not active. Ask for it when the cursor is made.");
        return (Delegate)Getter(((VectorDataViewType)column.Type).Size, sources[column.Index]!) as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' is {column.Type}, which has no getter for {typeof(TValue)}.");
    }

    private ValueGetter<VBuffer<float>> Getter(int size, RowSource source) => (ref VBuffer<float> destination) =>
    {
        var editor = VBufferEditor.Create(ref destination, size);
        source(Row, editor.Values);
        destination = editor.Commit();
    };
}
