using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Model;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Inference;

/// <summary>
/// The negative log likelihood of one row given decoder outputs, with the features as lanes. A missing feature gives 0. A Bernoulli value
/// outside [0, 1] counts as the nearer of both plus half its squared distance from it.
/// </summary>
internal sealed class RowLikelihood<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly AlignedBuffer _inverseSigma; // 1/σ, [width]; 0 for a Bernoulli feature
    private readonly AlignedBuffer _constant; // log σ + ½ log 2π, [width]; 0 for a Bernoulli feature
    private readonly AlignedBuffer _bernoulli; // 1 for a Bernoulli feature, else 0, [width]
    private readonly bool _anyBernoulli;

    public RowLikelihood(FittedWeights fitted)
    {
        int width = Padding.Padded(fitted.Features.Count);
        _inverseSigma = new AlignedBuffer(width);
        _constant = new AlignedBuffer(width);
        _bernoulli = new AlignedBuffer(width);
        var logSigma = fitted.LogSigma;
        for (int d = 0; d < fitted.Features.Count; d++)
        {
            if (fitted.Features.Likelihoods[d] == VaeLikelihood.Bernoulli)
            {
                _bernoulli.Span[d] = 1;
                _anyBernoulli = true;
            }
            else
            {
                _inverseSigma.Span[d] = MathF.Exp(-logSigma[d]);
                _constant.Span[d] = logSigma[d] + GaussianConstants.LogNormalizer;
            }
        }
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
        ref float x = ref MemoryMarshal.GetReference(row);
        ref float y = ref MemoryMarshal.GetReference(outputs);
        ref float scores = ref MemoryMarshal.GetReference(featureScores);
        ref float inverseSigma = ref _inverseSigma.Start;
        ref float constants = ref _constant.Start;
        ref float kinds = ref _bernoulli.Start;
        TV total = default, one = TS.Create(1f), half = TS.Create(0.5f), share = TS.Create(1f / samples);
        var largest = TS.Create(float.MaxValue);
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
            if (_anyBernoulli)
            {
                var isBernoulli = TS.Equal(TS.Load(ref Unsafe.Add(ref kinds, i)), one);
                score = TS.Select(isBernoulli, Bernoulli(value, ref Unsafe.Add(ref y, i), row.Length, samples), score);
            }

            score = TS.Select(TS.GreaterOrEqual(largest, score), score, largest); // whatever overflowed, or is not a number
            score = TS.And(TS.Equal(value, value), score);
            TS.Store(score, ref Unsafe.Add(ref scores, i));
            total = TS.Add(total, score);
        }

        return TS.Sum(total);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV Bernoulli(TV x, ref float logits, int width, int samples)
    {
        TV zero = default, one = TS.Create(1f), sum = default;
        var inside = TS.Min(TS.Max(x, zero), one);
        var outside = TS.Subtract(x, inside);
        for (int s = 0; s < samples; s++)
        {
            var logit = TS.Load(ref Unsafe.Add(ref logits, s * width));
            var factor = SimdMath<TS, TV>.OnePlusExp(TS.Subtract(zero, TS.Abs(logit)));
            var crossEntropy = TS.Add(TS.Subtract(TS.Max(logit, zero), TS.Multiply(inside, logit)), SimdMath<TS, TV>.Log(factor));
            sum = TS.Add(sum, crossEntropy);
        }

        return TS.Fma(TS.Multiply(TS.Create(0.5f), outside), outside, TS.Multiply(sum, TS.Create(1f / samples)));
    }
}
