using Microsoft.ML;

namespace MLNet.Vae.Rows;

/// <summary>Evaluates one added column, a vector made from the input vector.</summary>
internal sealed class VectorEvaluator(DataViewRow row, DataViewSchema.Column column, VectorFunction function, int size)
    : RowEvaluator(row, column)
{
    private readonly float[] _output = new float[size];

    public override Delegate CreateGetter(string name) => VectorGetter(_output);

    protected override void Evaluate(ReadOnlySpan<float> input) => function(input, _output);
}
