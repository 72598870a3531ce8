using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary><see cref="LogNormal"/> in scoring.</summary>
internal sealed class LogNormalRowTerm<TS, TV> : IRowTerm
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly RowTermShape _shape;
    private readonly AlignedBuffer _inverseSigma; // 1/σ, [width]
    private readonly AlignedBuffer _half; // σ/2, [width]
    private readonly AlignedBuffer _constant; // log σ + ½ log 2π, [width]

    public LogNormalRowTerm(RowTermShape shape)
    {
        _shape = shape;
        _inverseSigma = new AlignedBuffer(shape.Width);
        _half = new AlignedBuffer(shape.Width);
        _constant = new AlignedBuffer(shape.Width);
        float[] logSigma = shape.Parameter(LogNormal.LogSigma);
        foreach (int d in shape.Features)
        {
            _inverseSigma.Span[d] = MathF.Exp(-logSigma[d]);
            _half.Span[d] = 0.5f * MathF.Exp(logSigma[d]);
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
        TV half = TS.Create(0.5f / samples), floor = TS.Create(LogNormal.Floor), zero = default, outside = TS.Create(LogNormal.OutsideCost);
        for (int i = 0; i < row.Length; i += TS.Count)
        {
            var value = TS.Load(ref Unsafe.Add(ref x, i));
            var isInside = TS.GreaterOrEqual(value, floor);
            var log = SimdMath<TS, TV>.Log(TS.Select(isInside, value, floor));
            TV inverse = TS.Load(ref Unsafe.Add(ref _inverseSigma.Start, i)), shift = TS.Load(ref Unsafe.Add(ref _half.Start, i)), squares = default;
            for (int s = 0; s < samples; s++)
            {
                var residual = TS.Fma(TS.Subtract(log, TS.Load(ref Unsafe.Add(ref y, s * row.Length + i))), inverse, shift);
                squares = TS.Fma(residual, residual, squares);
            }

            var score = TS.Fma(half, squares, TS.Add(TS.Load(ref Unsafe.Add(ref _constant.Start, i)), log));
            score = TS.Add(score, TS.Select(isInside, zero, outside));
            if (!_shape.IsAlone)
                score = TS.Select(TS.Load(ref Unsafe.Add(ref _shape.Lanes.Start, i)), score, TS.Load(ref Unsafe.Add(ref to, i)));
            TS.Store(score, ref Unsafe.Add(ref to, i));
        }
    }
}
