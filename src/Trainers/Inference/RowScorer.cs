using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Model;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Posteriors;
using MLNet.Vae.Parts.Priors;

namespace MLNet.Vae.Inference;

/// <summary>The score of an encoded row: −ELBO with the model's fixed noise, or the importance-weighted bound.</summary>
internal sealed class RowScorer<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly FittedWeights _fitted;
    private readonly RowNetwork<TS, TV> _network;
    private readonly RowLikelihood<TS, TV> _likelihood;
    private readonly AlignedBuffer _noise; // [samples, latent width]
    private readonly int _samples;

    public RowScorer(FittedWeights fitted, RowNetwork<TS, TV> network)
    {
        _fitted = fitted;
        _network = network;
        _likelihood = new RowLikelihood<TS, TV>(fitted);
        _samples = fitted.NumberOfScoringSamples;
        int latent = fitted.Architecture.LatentDimension, width = Padding.Padded(latent);
        _noise = new AlignedBuffer(_samples * width);
        for (int s = 0; s < _samples; s++)
            fitted.ScoringNoise.Span.Slice(s * latent, latent).CopyTo(_noise.Span[(s * width)..]);
    }

    /// <summary>
    /// The score of one of the encoded rows in nats; leaves its split by feature in <see cref="RowMemory.FeatureScores"/>.
    /// </summary>
    public float Score(RowMemory memory, int row)
    {
        float kl = DrawSamples(memory, row);
        if (_fitted.Context.Count > 0)
            AddContext(memory, row);
        var outputs = _network.Decode(memory, _samples);
        double bound = _likelihood.Evaluate(memory.Row(row), outputs, _samples, memory.FeatureScores);
        if (_fitted.Deterministic)
            return Finite(bound);
        return Finite(_fitted.ScoreBound == VaeScoreBound.Elbo ? bound + kl : ImportanceWeighted(memory, row, outputs));
    }

    // z = μ + σ ε for every fixed ε; returns the KL divergence.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float DrawSamples(RowMemory memory, int row)
    {
        int width = memory.LatentWidth, sampleWidth = memory.SampleWidth;
        Debug.Assert(row < memory.Rows && memory.Samples.Length >= _samples * sampleWidth && _noise.Span.Length == _samples * width);
        ref float mean = ref MemoryMarshal.GetReference(memory.Mean[(row * width)..]);
        ref float logVariance = ref MemoryMarshal.GetReference(memory.LogVariance[(row * width)..]);
        ref float noise = ref _noise.Start;
        ref float samples = ref MemoryMarshal.GetReference(memory.Samples);
        TV kl = default;
        for (int j = 0; j < width; j += TS.Count)
        {
            var mu = TS.Load(ref Unsafe.Add(ref mean, j));
            var lv = TS.Load(ref Unsafe.Add(ref logVariance, j));
            var sigma = DiagonalGaussianKernel<TS, TV>.Sigma(lv);
            for (int s = 0; s < _samples; s++)
                TS.Store(TS.Fma(sigma, TS.Load(ref Unsafe.Add(ref noise, s * width + j)), mu), ref Unsafe.Add(ref samples, s * sampleWidth + j));
            // Beyond the latent dimension μ and log σ² are 0, and so is the term.
            kl = TS.Add(kl, StandardNormalKernel<TS, TV>.TwiceDivergence(mu, TS.Multiply(sigma, sigma), lv));
        }

        return 0.5f * TS.Sum(kl);
    }

    // Behind z, where the noise left zeros.
    private void AddContext(RowMemory memory, int row)
    {
        var context = memory.InputRow(row).Slice(_fitted.Features.Count, _fitted.Context.Count);
        for (int s = 0; s < _samples; s++)
            context.CopyTo(memory.SampleRow(s)[_fitted.Architecture.LatentDimension..]);
    }

    // −log (1/K) Σ p(x | z_k) p(z_k) / q(z_k | x), the largest term taken out against overflow.
    private double ImportanceWeighted(RowMemory memory, int row, ReadOnlySpan<float> outputs)
    {
        int width = memory.Width, latent = _fitted.Architecture.LatentDimension;
        double largest = double.NegativeInfinity, sum = 0;
        for (int s = 0; s < _samples; s++)
        {
            double logWeight = -_likelihood.Evaluate(memory.Row(row), outputs.Slice(s * width, width), 1, memory.SampleScores);
            for (int j = 0; j < latent; j++)
            {
                float z = memory.Samples[s * memory.SampleWidth + j], e = _noise.Span[s * memory.LatentWidth + j];
                logWeight -= StandardNormal.LogRatio(z, e, memory.LogVariance[row * memory.LatentWidth + j]);
            }

            double newLargest = Math.Max(largest, logWeight);
            sum = sum * Math.Exp(largest - newLargest) + Math.Exp(logWeight - newLargest);
            largest = newLargest;
        }

        return -(largest + Math.Log(sum / _samples));
    }

    private static float Finite(double bound) =>
        double.IsFinite(bound) ? (float)Math.Clamp(bound, float.MinValue, float.MaxValue) : float.MaxValue;
}
