using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Data;

namespace MLNet.Vae.Rows;

/// <summary>
/// Computes the added columns of the row that a cursor stands on. One evaluation serves all getters of the row; nothing is read or computed
/// until a getter asks. Belongs to one cursor and so, like it, to one thread.
/// </summary>
internal abstract class RowEvaluator
{
    private const long NoRow = -1;

    private readonly DataViewRow _row;
    private readonly DataViewSchema.Column _column;
    private readonly ValueGetter<VBuffer<float>> _getter;
    private readonly float[] _dense; // [slots], for sparse rows
    private VBuffer<float> _input;
    private long _evaluated = NoRow;

    protected RowEvaluator(DataViewRow row, DataViewSchema.Column column)
    {
        _row = row;
        _column = column;
        _getter = row.GetGetter<VBuffer<float>>(column);
        _dense = new float[((VectorDataViewType)column.Type).Size];
    }

    /// <summary>Makes the getter of an added column, a <see cref="ValueGetter{TValue}"/> of the column's type.</summary>
    /// <param name="name">Name of the column.</param>
    public abstract Delegate CreateGetter(string name);

    /// <summary>Computes what the getters hand out.</summary>
    /// <param name="input">The input column's values, [slots].</param>
    protected abstract void Evaluate(ReadOnlySpan<float> input);

    /// <summary>To be called by a getter before it hands out: evaluates the row unless that was done.</summary>
    // A call of its own: compiled into ML.NET's code with all that it calls, it used up what the compiler may put into one method, and
    // small calls of ML.NET around it took a third of the row's time.
    [MethodImpl(MethodImplOptions.NoInlining)]
    protected void EnsureEvaluated()
    {
        // ML.NET advances Position with the contents. A row without a position, -1, may change under it, so that is not remembered.
        long position = _row.Position;
        if (position == _evaluated && position != NoRow)
            return;

        _evaluated = NoRow; // stays so where reading or computing throws
        Evaluate(ReadInput());
        _evaluated = position;
    }

    /// <summary>Makes the next getter evaluate the row again.</summary>
    protected void Invalidate() => _evaluated = NoRow;

    /// <summary>A getter of a vector that an evaluation fills.</summary>
    protected ValueGetter<VBuffer<float>> VectorGetter(float[] values) =>
        (ref VBuffer<float> destination) =>
        {
            EnsureEvaluated();
            // From its second row on a buffer has the shape, and writing the buffer itself anew would hold up the next row.
            if (destination.IsDense && destination.Length == values.Length)
            {
                values.CopyTo(VBufferEditor.CreateFromBuffer(ref destination).Values);
                return;
            }

            var editor = VBufferEditor.Create(ref destination, values.Length); // takes the memory that is there
            values.CopyTo(editor.Values);
            destination = editor.Commit();
        };

    private ReadOnlySpan<float> ReadInput()
    {
        _getter(ref _input);
        FeatureReader.RequireLength(_input.Length, _dense.Length, _column.Name, _row.Position);
        if (_input.IsDense)
            return _input.GetValues();
        _input.CopyTo(_dense);
        return _dense;
    }
}
