using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Rows;

/// <summary>
/// Computes something of the row that a cursor stands on. One evaluation serves all getters of the row; nothing is read or computed until a
/// getter asks.
/// </summary>
internal abstract class RowEvaluation(SourceReader source, ContextReader? context)
{
    private long _evaluated = SourceReader.NoRow;

    /// <summary>Computes what the getters hand out.</summary>
    /// <param name="input">The vector of the row, [slots].</param>
    /// <param name="given">The context of the row, [context]; empty for a model without.</param>
    protected abstract void Evaluate(ReadOnlySpan<float> input, ReadOnlySpan<float> given);

    /// <summary>To be called by a getter before it hands out: evaluates the row unless that was done.</summary>
    // A call of its own: compiled into ML.NET's code with all that it calls, it used up what the compiler may put into one method, and
    // small calls of ML.NET around it took a third of the row's time.
    [MethodImpl(MethodImplOptions.NoInlining)]
    protected void EnsureEvaluated()
    {
        long position = source.Position;
        if (position == _evaluated && position != SourceReader.NoRow)
            return;

        _evaluated = SourceReader.NoRow; // stays so where reading or computing throws
        Evaluate(source.Read(), context is null ? [] : context.Read());
        _evaluated = position;
    }

    /// <summary>Makes the next getter evaluate the row again.</summary>
    protected void Invalidate() => _evaluated = SourceReader.NoRow;

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
}
