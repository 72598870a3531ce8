using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary><see cref="Count"/> in scoring: what depends on the outputs on vectors, the gamma functions one by one.</summary>
internal sealed class CountRowTerm<TS, TV> : IRowTerm
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly RowTermShape _shape;
    private readonly AlignedBuffer _unit; // [width]
    private readonly AlignedBuffer _size; // r, [width]
    private readonly AlignedBuffer _shift; // log unit − log r, [width]

    public CountRowTerm(RowTermShape shape)
    {
        _shape = shape;
        _unit = new AlignedBuffer(shape.Width);
        _size = new AlignedBuffer(shape.Width);
        _shift = new AlignedBuffer(shape.Width);
        float[] logSize = shape.Parameter(Count.LogSize), exponent = shape.Parameter(Count.UnitExponent);
        foreach (int d in shape.Features)
        {
            _unit.Span[d] = Count.Unit(exponent[d]);
            _size.Span[d] = MathF.Exp(logSize[d]);
            _shift.Span[d] = MathF.Log(_unit.Span[d]) - logSize[d];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Evaluate(ReadOnlySpan<float> row, ReadOnlySpan<float> outputs, int samples, Span<float> scores)
    {
        Debug.Assert(_shape.Fits(row, outputs, samples, scores));
        ref float y = ref MemoryMarshal.GetReference(outputs);
        ref float to = ref MemoryMarshal.GetReference(scores);
        Span<float> counts = stackalloc float[TS.Count], constants = stackalloc float[TS.Count];
        ref float things = ref MemoryMarshal.GetReference(counts);
        TV share = TS.Create(1f / samples);
        int next = 0; // the next of the likelihood's features
        for (int i = 0; i < row.Length; i += TS.Count)
        {
            if (next == _shape.Features.Length || _shape.Features[next] >= i + TS.Count)
                continue; // none of these
            for (; next < _shape.Features.Length && _shape.Features[next] < i + TS.Count; next++)
            {
                int d = _shape.Features[next];
                float value = row[d] * _unit.Span[d], k = Count.Nearest(value), distance = value - k;
                counts[d - i] = k;
                constants[d - i] = (float)(Count.Combinations(k, _size.Span[d]) + Binary.DistanceWeight * (double)distance * distance);
            }

            var count = TS.Load(ref things);
            TV size = TS.Load(ref Unsafe.Add(ref _size.Start, i)), shift = TS.Load(ref Unsafe.Add(ref _shift.Start, i)), sum = default;
            for (int s = 0; s < samples; s++)
            {
                var t = TS.Add(TS.Load(ref Unsafe.Add(ref y, s * row.Length + i)), shift);
                CountKernel<TS, TV>.Evaluate(t, out var plus, out var minus, out _, out _);
                sum = TS.Add(sum, TS.Fma(count, minus, TS.Multiply(size, plus)));
            }

            var score = TS.Fma(sum, share, TS.Load(ref MemoryMarshal.GetReference(constants)));
            score = TS.Select(TS.Load(ref Unsafe.Add(ref _shape.Lanes.Start, i)), score, TS.Load(ref Unsafe.Add(ref to, i)));
            TS.Store(score, ref Unsafe.Add(ref to, i));
        }
    }
}
