using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MLNet.Vae.Managed.Kernels;

/// <summary>
/// The Bernoulli negative log likelihood of one feature over a block of rows: the cross-entropy log(1 + eˡ) − x l of the logit l. A row
/// whose target is NaN is not observed and takes no part.
/// </summary>
internal static class BernoulliLikelihood
{
    /// <param name="output">The decoder's logit l, [64]; receives the gradient by l times <paramref name="weight"/>.</param>
    /// <param name="target">x, [64], in [0, 1]; NaN where it is not observed.</param>
    /// <param name="weight">Weight of a row in the loss.</param>
    /// <returns>The sum over the rows, in nats, not weighted.</returns>
    public static double Evaluate(Span<float> output, ReadOnlySpan<float> target, float weight)
    {
        var l = MemoryMarshal.Cast<float, Vector<float>>(output);
        var x = MemoryMarshal.Cast<float, Vector<float>>(target);
        Vector<float> sum = default;
        for (int i = 0; i < l.Length; i++)
        {
            var there = Vector.Equals(x[i], x[i]);
            sum += Vector.ConditionalSelect(there, CrossEntropy(l[i], x[i], out var probability), Vector<float>.Zero);
            l[i] = Vector.ConditionalSelect(there, (probability - x[i]) * weight, Vector<float>.Zero);
        }

        return Vector.Sum(sum);
    }

    /// <summary>log(1 + eˡ) − x l and the probability 1/(1 + e⁻ˡ), without overflow for any finite l.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<float> CrossEntropy(Vector<float> logit, Vector<float> x, out Vector<float> probability)
    {
        var e = Vector.Exp(-Vector.Abs(logit));
        var likelier = Vector<float>.One / (Vector<float>.One + e);
        probability = Vector.ConditionalSelect(Vector.GreaterThanOrEqual(logit, Vector<float>.Zero), likelier, Vector<float>.One - likelier);
        return Vector.Max(logit, Vector<float>.Zero) - x * logit + Vector.Log(Vector<float>.One + e);
    }
}
