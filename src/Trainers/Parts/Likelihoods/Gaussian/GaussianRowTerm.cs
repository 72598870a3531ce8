using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary><see cref="Gaussian"/> in scoring.</summary>
internal sealed class GaussianRowTerm<TS, TV> : IRowTerm
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly RowTermShape _shape;
    private readonly AlignedBuffer _inverseSigma; // 1/σ, [width]
    private readonly AlignedBuffer _constant; // log σ + ½ log 2π, [width]

    public GaussianRowTerm(RowTermShape shape)
    {
        _shape = shape;
        _inverseSigma = new AlignedBuffer(shape.Width);
        _constant = new AlignedBuffer(shape.Width);
        float[] logSigma = shape.Parameter(Gaussian.LogSigma);
        foreach (int d in shape.Features)
        {
            _inverseSigma.Span[d] = MathF.Exp(-logSigma[d]);
            _constant.Span[d] = logSigma[d] + Gaussian.LogNormalizer;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Evaluate(ReadOnlySpan<float> row, ReadOnlySpan<float> outputs, int samples, Span<float> scores)
    {
        Debug.Assert(_shape.Fits(row, outputs, samples, scores));
        ref float x = ref MemoryMarshal.GetReference(row);
        ref float y = ref MemoryMarshal.GetReference(outputs);
        ref float to = ref MemoryMarshal.GetReference(scores);
        ref float inverseSigma = ref _inverseSigma.Start;
        ref float constants = ref _constant.Start;
        ref float lanes = ref _shape.Lanes.Start;
        TV half = TS.Create(0.5f), share = TS.Create(1f / samples);
        for (int i = 0; i < row.Length; i += TS.Count)
        {
            var value = TS.Load(ref Unsafe.Add(ref x, i));
            var inverse = TS.Load(ref Unsafe.Add(ref inverseSigma, i));
            TV squares = default;
            for (int s = 0; s < samples; s++)
            {
                var residual = TS.Multiply(TS.Subtract(value, TS.Load(ref Unsafe.Add(ref y, s * row.Length + i))), inverse);
                squares = TS.Fma(residual, residual, squares);
            }

            var score = TS.Fma(TS.Multiply(half, share), squares, TS.Load(ref Unsafe.Add(ref constants, i)));
            if (!_shape.IsAlone)
                score = TS.Select(TS.Load(ref Unsafe.Add(ref lanes, i)), score, TS.Load(ref Unsafe.Add(ref to, i)));
            TS.Store(score, ref Unsafe.Add(ref to, i));
        }
    }
}
