using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary><see cref="Gaussian"/> in training.</summary>
internal sealed class GaussianTrainingTerm<TS, TV> : ITrainingTerm
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly PlacedParameter _place;
    private readonly float[] _gradient; // by log σ, [blocks, features]
    private readonly float[] _logSigma, _inverseSigma; // within bounds, [features]

    public GaussianTrainingTerm(TrainingTermShape shape)
    {
        _place = shape.Parameters[0];
        _gradient = new float[shape.Blocks * shape.OutputCount];
        _logSigma = new float[shape.OutputCount];
        _inverseSigma = new float[shape.OutputCount];
    }

    public void Prepare(ReadOnlySpan<float> parameters)
    {
        var logSigma = parameters.Slice(_place.Offset, _logSigma.Length);
        for (int d = 0; d < _logSigma.Length; d++)
        {
            _logSigma[d] = _place.Within(logSigma[d]);
            _inverseSigma[d] = MathF.Exp(-_logSigma[d]);
        }
    }

    public double Evaluate(SlotBlock slots, int block, Span<float> output, ReadOnlySpan<float> target, float weight) =>
        GaussianKernel<TS, TV>.Evaluate(
            output,
            target,
            _logSigma[slots.First],
            _inverseSigma[slots.First],
            weight,
            out _gradient[block * _logSigma.Length + slots.First]);

    public void ParameterGradients(ReadOnlySpan<float> parameters, Span<float> gradient) =>
        _place.WriteGradient(_gradient, _logSigma.Length, parameters, gradient);
}
