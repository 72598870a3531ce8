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
    private readonly DataViewSchema.Column _column;
    private readonly ValueGetter<VBuffer<float>> _getter;
    private readonly float[] _dense; // [slots], for sparse rows
    private VBuffer<float> _vector;
    private long _read = NoRow;

    /// <param name="row">The cursor.</param>
    /// <param name="column">The column, a vector of known size.</param>
    public SourceReader(DataViewRow row, DataViewSchema.Column column)
    {
        _row = row;
        _column = column;
        _getter = row.GetGetter<VBuffer<float>>(column);
        _dense = new float[((VectorDataViewType)column.Type).Size];
    }

    /// <summary>Where the cursor stands. ML.NET advances it with the contents.</summary>
    public long Position => _row.Position;

    /// <summary>The vector, [slots], until the cursor moves.</summary>
    /// <exception cref="InvalidOperationException">The vector is not as long as its type says.</exception>
    public ReadOnlySpan<float> Read()
    {
        long position = Position;
        if (position != _read || position == NoRow)
        {
            _read = NoRow; // stays so where reading throws
            _getter(ref _vector);
            FeatureReader.RequireLength(_vector.Length, _dense.Length, _column.Name, position);
            if (!_vector.IsDense)
                _vector.CopyTo(_dense);
            _read = position;
        }

        return _vector.IsDense ? _vector.GetValues() : _dense;
    }
}
