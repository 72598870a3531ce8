using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>A kind of likelihood whose slots know nothing of each other: each of its blocks is one.</summary>
internal abstract class SlotLikelihood : Likelihood
{
    /// <summary>The mean of p(x | z) in the model's units.</summary>
    public abstract float Mean(float output);

    /// <summary>A draw from p(x | z) in the model's units.</summary>
    /// <param name="output">What the decoder gives.</param>
    /// <param name="parameters">The feature's, in the order of <see cref="Likelihood.Parameters"/>.</param>
    /// <param name="noise">The seed's random numbers.</param>
    /// <param name="row">Number of the row.</param>
    /// <param name="feature">Number of the feature.</param>
    public abstract float Draw(float output, ReadOnlySpan<float> parameters, NoiseSource noise, long row, int feature);

    /// <summary>−log p(x | z) in nats.</summary>
    /// <param name="x">In the model's units, its last axis the features.</param>
    /// <param name="output">What the decoder gives, of a shape that <paramref name="x"/> broadcasts to.</param>
    /// <param name="parameters">Its own among them, by its specifications.</param>
    /// <returns>Of a shape that broadcasts to that of <paramref name="output"/>.</returns>
    public abstract GraphValue NegativeLog(GraphValue x, GraphValue output, GraphParameters parameters);

    /// <summary>The mean of p(x | z) in the input's units.</summary>
    /// <param name="output">What the decoder gives, its last axis the features.</param>
    /// <param name="toInputUnits">From the model's units to the input's.</param>
    public abstract GraphValue Mean(GraphValue output, Func<GraphValue, GraphValue> toInputUnits);

    public sealed override void Mean(ReadOnlySpan<float> outputs, ReadOnlySpan<float> parameters, Span<float> means) =>
        means[0] = Mean(outputs[0]);

    public sealed override void Draw(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> parameters, NoiseSource noise, long row, SlotBlock block, Span<float> values) =>
        values[0] = Draw(outputs[0], parameters, noise, row, block.First);

    public sealed override GraphValue NegativeLog(RowValues rows, GraphValue output, GraphParameters parameters) =>
        NegativeLog(rows.Standardized, output, parameters);

    public sealed override GraphValue Mean(GraphValue output, GraphParameters parameters, Func<GraphValue, GraphValue> toInputUnits) =>
        Mean(output, toInputUnits);
}
