using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>The row term of a likelihood whose features all have one formula, without parameters of their own.</summary>
internal sealed class RowTerm<TS, TV, TFormula>(RowTermShape shape, TFormula formula) : IRowTerm
    where TS : ISimd<TV>
    where TV : struct
    where TFormula : struct, IRowFormula<TV>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Evaluate(ReadOnlySpan<float> row, ReadOnlySpan<float> outputs, int samples, Span<float> scores)
    {
        Debug.Assert(shape.Fits(row, outputs, samples, scores));
        ref float x = ref MemoryMarshal.GetReference(row);
        ref float y = ref MemoryMarshal.GetReference(outputs);
        ref float to = ref MemoryMarshal.GetReference(scores);
        ref float lanes = ref shape.Lanes.Start;
        for (int i = 0; i < row.Length; i += TS.Count)
        {
            var score = formula.Evaluate(TS.Load(ref Unsafe.Add(ref x, i)), ref Unsafe.Add(ref y, i), row.Length, samples);
            if (!shape.IsAlone)
                score = TS.Select(TS.Load(ref Unsafe.Add(ref lanes, i)), score, TS.Load(ref Unsafe.Add(ref to, i)));
            TS.Store(score, ref Unsafe.Add(ref to, i));
        }
    }
}

/// <summary>A formula of one vector of features.</summary>
internal interface IRowFormula<TV>
    where TV : struct
{
    /// <summary>The mean over some outputs of −log p(x | z), in nats.</summary>
    /// <param name="x">In the model's units.</param>
    /// <param name="output">What the decoder gives of the first sample.</param>
    /// <param name="width">Distance of two samples.</param>
    /// <param name="samples">Number of samples.</param>
    TV Evaluate(TV x, ref float output, int width, int samples);
}
