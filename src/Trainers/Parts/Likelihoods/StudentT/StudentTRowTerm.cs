using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary><see cref="StudentT"/> in scoring.</summary>
internal sealed class StudentTRowTerm<TS, TV> : IRowTerm
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly RowTermShape _shape;
    private readonly AlignedBuffer _inverseScale; // 1/s, [width]
    private readonly AlignedBuffer _perDegree; // 1/ν, [width]
    private readonly AlignedBuffer _weight; // (ν + 1)/2, [width]
    private readonly AlignedBuffer _constant; // log s and the normalizer, [width]

    public StudentTRowTerm(RowTermShape shape)
    {
        _shape = shape;
        _inverseScale = new AlignedBuffer(shape.Width);
        _perDegree = new AlignedBuffer(shape.Width);
        _weight = new AlignedBuffer(shape.Width);
        _constant = new AlignedBuffer(shape.Width);
        float[] logScale = shape.Parameter(StudentT.LogScale), logDegrees = shape.Parameter(StudentT.LogDegrees);
        foreach (int d in shape.Features)
        {
            double degrees = Math.Exp(logDegrees[d]);
            _inverseScale.Span[d] = MathF.Exp(-logScale[d]);
            _perDegree.Span[d] = (float)(1 / degrees);
            _weight.Span[d] = (float)((degrees + 1) / 2);
            _constant.Span[d] = logScale[d] + (float)StudentT.Normalizer(degrees).Value;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Evaluate(ReadOnlySpan<float> row, ReadOnlySpan<float> outputs, int samples, Span<float> scores)
    {
        Debug.Assert(_shape.Fits(row, outputs, samples, scores));
        ref float x = ref MemoryMarshal.GetReference(row);
        ref float y = ref MemoryMarshal.GetReference(outputs);
        ref float to = ref MemoryMarshal.GetReference(scores);
        TV one = TS.Create(1f), share = TS.Create(1f / samples), max = TS.Create(float.MaxValue);
        for (int i = 0; i < row.Length; i += TS.Count)
        {
            var value = TS.Load(ref Unsafe.Add(ref x, i));
            var inverse = TS.Load(ref Unsafe.Add(ref _inverseScale.Start, i));
            var perDegree = TS.Load(ref Unsafe.Add(ref _perDegree.Start, i));
            TV logs = default;
            for (int s = 0; s < samples; s++)
            {
                var residual = TS.Multiply(TS.Subtract(value, TS.Load(ref Unsafe.Add(ref y, s * row.Length + i))), inverse);
                var term = TS.Fma(TS.Multiply(residual, residual), perDegree, one);
                var log = SimdMath<TS, TV>.Log(TS.Min(term, max));
                logs = TS.Add(logs, TS.Select(TS.Equal(term, term), log, term)); // the logarithm swallows NaN, which is no normal value
            }

            var weight = TS.Multiply(TS.Load(ref Unsafe.Add(ref _weight.Start, i)), share);
            var score = TS.Fma(weight, logs, TS.Load(ref Unsafe.Add(ref _constant.Start, i)));
            if (!_shape.IsAlone)
                score = TS.Select(TS.Load(ref Unsafe.Add(ref _shape.Lanes.Start, i)), score, TS.Load(ref Unsafe.Add(ref to, i)));
            TS.Store(score, ref Unsafe.Add(ref to, i));
        }
    }
}
