using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Rows;

/// <summary>Makes one vector from the vector of a row.</summary>
internal sealed class VectorEvaluation(SourceReader source, ContextReader? context, VectorFunction function, int size)
    : RowEvaluation(source, context)
{
    private readonly float[] _output = new float[size];

    public ValueGetter<VBuffer<float>> CreateGetter() => VectorGetter(_output);

    protected override void Evaluate(ReadOnlySpan<float> input, ReadOnlySpan<float> given) => function(input, given, _output);
}
