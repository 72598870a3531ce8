using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary><see cref="LogNormal"/> in training.</summary>
internal sealed class LogNormalTrainingTerm<TS, TV> : ITrainingTerm
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly PlacedParameter _place;
    private readonly float[] _gradient; // by log σ, [blocks, features]
    private readonly float[] _logSigma; // within bounds, [features]

    public LogNormalTrainingTerm(TrainingTermShape shape)
    {
        _place = shape.Parameters[0];
        _gradient = new float[shape.Blocks * shape.OutputCount];
        _logSigma = new float[shape.OutputCount];
    }

    public void Prepare(ReadOnlySpan<float> parameters)
    {
        for (int d = 0; d < _logSigma.Length; d++)
            _logSigma[d] = _place.Within(parameters[_place.Offset + d]);
    }

    /// <summary>The gradient by y is −r/σ, and by log σ 1 + r (σ − r).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Evaluate(SlotBlock slots, int block, Span<float> output, ReadOnlySpan<float> target, float weight)
    {
        Debug.Assert(output.Length >= RowBlock.Rows && target.Length >= RowBlock.Rows);
        float logSigma = _logSigma[slots.First], sigma = MathF.Exp(logSigma);
        ref float y = ref MemoryMarshal.GetReference(output);
        ref float x = ref MemoryMarshal.GetReference(target);
        TV squares = default, residuals = default, logs = default, observed = default, one = TS.Create(1f), floor = TS.Create(LogNormal.Floor);
        TV inverse = TS.Create(1 / sigma), half = TS.Create(0.5f * sigma), slope = TS.Create(-weight / sigma);
        for (int i = 0; i < RowBlock.Rows; i += TS.Count)
        {
            var value = TS.Load(ref Unsafe.Add(ref x, i));
            var isObserved = TS.Equal(value, value);
            var log = SimdMath<TS, TV>.Log(TS.Max(TS.Select(isObserved, value, one), floor));
            var residual = TS.And(isObserved, TS.Fma(TS.Subtract(log, TS.Load(ref Unsafe.Add(ref y, i))), inverse, half));
            squares = TS.Fma(residual, residual, squares);
            residuals = TS.Add(residuals, residual);
            logs = TS.Add(logs, log);
            observed = TS.Add(observed, TS.And(isObserved, one));
            TS.Store(TS.Multiply(residual, slope), ref Unsafe.Add(ref y, i));
        }

        double square = TS.Sum(squares), count = TS.Sum(observed);
        _gradient[block * _logSigma.Length + slots.First] = (float)(weight * (count + sigma * TS.Sum(residuals) - square));
        return 0.5 * square + TS.Sum(logs) + count * ((double)logSigma + Gaussian.LogNormalizer);
    }

    public void ParameterGradients(ReadOnlySpan<float> parameters, Span<float> gradient) =>
        _place.WriteGradient(_gradient, _logSigma.Length, parameters, gradient);
}
