using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Data;

namespace MLNet.Vae.Rows;

/// <summary>
/// The vector of the row that a cursor stands on, dense, read once a row and not before it is asked for. Belongs to one cursor and so, like
/// it, to one thread.
/// </summary>
internal sealed class SourceReader
{
    /// <summary>The position of a row that has none: its contents may change under it, so that nothing of it is remembered.</summary>
    public const long NoRow = -1;

    private readonly DataViewRow _row;
    private readonly string _name;
    private readonly ValueGetter<VBuffer<float>> _getter;
    private readonly int[]? _order; // [slots]
    private readonly float[] _dense; // [slots], for sparse rows
    private readonly float[]? _ordered; // [slots]
    private readonly ValueGetter<DataViewRowId> _id;
    private VBuffer<float> _vector;
    private long _read = NoRow;

    /// <param name="row">The cursor.</param>
    /// <param name="input">The column.</param>
    public SourceReader(DataViewRow row, BoundInput input)
    {
        _row = row;
        _name = input.Column.Name;
        _getter = row.GetGetter<VBuffer<float>>(input.Column);
        _id = row.GetIdGetter();
        _dense = new float[input.Type.Size];
        _order = input.SlotOrder;
        _ordered = _order is null ? null : new float[_order.Length];
    }

    /// <summary>Where the cursor stands. ML.NET advances it with the contents.</summary>
    public long Position => _row.Position;

    /// <summary>The number of the row that is its own, whatever the order and the cursor.</summary>
    public long ReadNumber()
    {
        DataViewRowId id = default;
        _id(ref id);
        return (long)(id.Low & long.MaxValue);
    }

    /// <summary>The vector, [slots], in the order of the model, until the cursor moves.</summary>
    /// <exception cref="InvalidOperationException">The vector is not as long as its type says.</exception>
    public ReadOnlySpan<float> Read()
    {
        long position = Position;
        if (position != _read || position == NoRow)
        {
            _read = NoRow; // stays so where reading throws
            _getter(ref _vector);
            FeatureReader.RequireLength(_vector.Length, _dense.Length, _name, position);
            if (!_vector.IsDense)
                _vector.CopyTo(_dense);
            Reorder();
            _read = position;
        }

        return _ordered ?? Given;
    }

    private ReadOnlySpan<float> Given => _vector.IsDense ? _vector.GetValues() : _dense;

    private void Reorder()
    {
        if (_order is null)
            return;
        var given = Given;
        for (int slot = 0; slot < _order.Length; slot++)
            _ordered![slot] = given[_order[slot]];
    }
}
