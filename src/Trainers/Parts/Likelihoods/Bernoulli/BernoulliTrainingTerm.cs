using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary><see cref="Bernoulli"/> in training.</summary>
internal sealed class BernoulliTrainingTerm<TS, TV> : ITrainingTerm
    where TS : ISimd<TV>
    where TV : struct
{
    public void Prepare(ReadOnlySpan<float> parameters)
    {
        // It owns none.
    }

    public double Evaluate(SlotBlock slots, int block, Span<float> output, ReadOnlySpan<float> target, float weight) =>
        BernoulliKernel<TS, TV>.Evaluate(output, target, weight);

    public void ParameterGradients(ReadOnlySpan<float> parameters, Span<float> gradient)
    {
        // It owns none.
    }
}
