using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Model;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Inference;

/// <summary>
/// The negative log likelihood of one row given decoder outputs, with the features as lanes. A missing feature gives what the model has for
/// it, and what overflows the largest float.
/// </summary>
internal sealed class RowLikelihood<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly IRowTerm[] _terms; // one a likelihood in use
    private readonly AlignedBuffer _missing; // what a missing value adds, [width], 0 beyond the features

    public RowLikelihood(FittedWeights fitted)
    {
        _terms =
        [
            .. fitted.Features.Groups.Select(group => group.Likelihood.CreateRowTerm<TS, TV>(
                new RowTermShape(group, fitted.Features.Count, fitted.Features.OutputCount, fitted.Part)))
        ];
        _missing = new AlignedBuffer(Padding.Padded(fitted.Features.OutputCount));
        fitted.Gaps.MissingScores.Span.CopyTo(_missing.Span);
    }

    /// <summary>The mean over some outputs of each feature's negative log likelihood.</summary>
    /// <param name="row">x in the model's units, [width], NaN where missing and beyond the features.</param>
    /// <param name="outputs">[samples, width].</param>
    /// <param name="samples">Number of outputs.</param>
    /// <param name="featureScores">Receives [width], in nats.</param>
    /// <returns>Their sum.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float Evaluate(ReadOnlySpan<float> row, ReadOnlySpan<float> outputs, int samples, Span<float> featureScores)
    {
        Debug.Assert(
            Padding.IsPadded(row.Length) && outputs.Length >= samples * row.Length && featureScores.Length >= row.Length);
        foreach (var term in _terms)
            term.Evaluate(row, outputs, samples, featureScores);
        ref float x = ref MemoryMarshal.GetReference(row);
        ref float scores = ref MemoryMarshal.GetReference(featureScores);
        ref float missing = ref _missing.Start;
        TV total = default, max = TS.Create(float.MaxValue);
        for (int i = 0; i < row.Length; i += TS.Count)
        {
            var value = TS.Load(ref Unsafe.Add(ref x, i));
            var score = TS.Load(ref Unsafe.Add(ref scores, i));
            score = TS.Select(TS.GreaterOrEqual(max, score), score, max); // whatever overflowed, or is not a number
            score = TS.Select(TS.Equal(value, value), score, TS.Load(ref Unsafe.Add(ref missing, i)));
            TS.Store(score, ref Unsafe.Add(ref scores, i));
            total = TS.Add(total, score);
        }

        return TS.Sum(total);
    }
}
