using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Model;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Posteriors;
using MLNet.Vae.Parts.Priors;

namespace MLNet.Vae.Inference;

/// <summary>The score of an encoded row: −ELBO with the model's fixed noise, or the importance-weighted bound.</summary>
internal sealed class RowScorer<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    /// <summary>Samples of <see cref="LogLikelihood"/> that are decoded together, for which the memory needs room.</summary>
    public const int SamplesTogether = NoiseSource.BlockRows;

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
            AddContext(memory, row, _samples);
        var outputs = _network.Decode(memory, _samples);
        double bound = _likelihood.Evaluate(memory.Row(row), outputs, _samples, memory.FeatureScores);
        if (_fitted.Deterministic)
            return Finite(bound);
        return Finite(_fitted.ScoreBound == VaeScoreBound.Elbo ? bound + kl : ImportanceWeighted(memory, row, outputs));
    }

    /// <summary>
    /// An estimate of log p(x) of the first of the encoded rows in nats, log (1/K) Σ p(x | z_k) p(z_k) / q(z_k | x) with z_k ~ q(z | x), of the
    /// values that are not missing.
    /// </summary>
    /// <param name="memory">Holds the row, and has room for <see cref="SamplesTogether"/>.</param>
    /// <param name="samples">K.</param>
    /// <param name="noise">The seed's random numbers.</param>
    /// <param name="number">Of the row; with the seed it settles the draws.</param>
    public float LogLikelihood(RowMemory memory, int samples, NoiseSource noise, uint number)
    {
        if (_fitted.Context.Count > 0)
            AddContext(memory, row: 0, SamplesTogether);
        double missing = MissingScore(memory.Row(0));
        Span<double> logRatios = stackalloc double[SamplesTogether];
        var mean = new LogMean();
        for (int first = 0; first < samples; first += SamplesTogether)
        {
            DrawSamples(memory, noise, number, (uint)(first / SamplesTogether), logRatios);
            int together = Math.Min(SamplesTogether, samples - first);
            var outputs = _network.Decode(memory, together);
            for (int s = 0; s < together; s++)
            {
                var output = outputs.Slice(s * memory.Width, memory.Width);
                mean.Add(missing - _likelihood.Evaluate(memory.Row(0), output, 1, memory.SampleScores) - logRatios[s]);
            }
        }

        return -Finite(-mean.Value);
    }

    // z = μ + σ ε of a block of samples, and log q(z | x) − log p(z) of each.
    private void DrawSamples(RowMemory memory, NoiseSource noise, uint number, uint block, Span<double> logRatios)
    {
        Span<float> normals = stackalloc float[SamplesTogether];
        logRatios.Clear();
        for (int j = 0; j < _fitted.Architecture.LatentDimension; j++)
        {
            noise.Normals(normals, NoisePurpose.LogLikelihood, number, block, (uint)j);
            float mu = memory.Mean[j], logVariance = memory.LogVariance[j], sigma = MathF.Exp(0.5f * logVariance);
            for (int s = 0; s < SamplesTogether; s++)
            {
                float z = mu + sigma * normals[s];
                memory.Samples[s * memory.SampleWidth + j] = z;
                logRatios[s] += StandardNormal.LogRatio(z, normals[s], logVariance);
            }
        }
    }

    // What the missing values of a row add to its score.
    private double MissingScore(ReadOnlySpan<float> row)
    {
        double sum = 0;
        for (int d = 0; d < _fitted.Features.Count; d++)
            sum += float.IsNaN(row[d]) ? _fitted.Gaps.MissingScores.Span[d] : 0;
        return sum;
    }

    // z = μ + σ ε for every fixed ε; returns the KL divergence.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private float DrawSamples(RowMemory memory, int row)
    {
        int latent = _fitted.Architecture.LatentDimension, width = memory.LatentWidth, sampleWidth = memory.SampleWidth;
        Debug.Assert(row < memory.Rows && memory.Samples.Length >= _samples * sampleWidth && _noise.Span.Length == _samples * width);
        ref float mean = ref MemoryMarshal.GetReference(memory.Mean[(row * width)..]);
        ref float logVariance = ref MemoryMarshal.GetReference(memory.LogVariance[(row * width)..]);
        ref float noise = ref _noise.Start;
        ref float samples = ref MemoryMarshal.GetReference(memory.Samples);
        TV kl = default;
        for (int j = 0; j < latent; j += TS.Count)
        {
            var mu = TS.Load(ref Unsafe.Add(ref mean, j));
            var lv = TS.Load(ref Unsafe.Add(ref logVariance, j));
            var sigma = DiagonalGaussianKernel<TS, TV>.Sigma(lv);
            for (int s = 0; s < _samples; s++)
                TS.Store(TS.Fma(sigma, TS.Load(ref Unsafe.Add(ref noise, s * width + j)), mu), ref Unsafe.Add(ref samples, s * sampleWidth + j));
            // Of a vector beyond the latent dimension μ and log σ² are 0, and so is the term.
            kl = TS.Add(kl, StandardNormalKernel<TS, TV>.TwiceDivergence(mu, TS.Multiply(sigma, sigma), lv));
        }

        return 0.5f * TS.Sum(kl);
    }

    // Behind z, where the noise left zeros.
    private void AddContext(RowMemory memory, int row, int samples)
    {
        var context = memory.InputRow(row).Slice(_fitted.Features.Count, _fitted.Context.Count);
        for (int s = 0; s < samples; s++)
            context.CopyTo(memory.SampleRow(s)[_fitted.Architecture.LatentDimension..]);
    }

    // −log (1/K) Σ p(x | z_k) p(z_k) / q(z_k | x).
    private double ImportanceWeighted(RowMemory memory, int row, ReadOnlySpan<float> outputs)
    {
        int width = memory.Width, latent = _fitted.Architecture.LatentDimension;
        var mean = new LogMean();
        for (int s = 0; s < _samples; s++)
        {
            double logWeight = -_likelihood.Evaluate(memory.Row(row), outputs.Slice(s * width, width), 1, memory.SampleScores);
            for (int j = 0; j < latent; j++)
            {
                float z = memory.Samples[s * memory.SampleWidth + j], e = _noise.Span[s * memory.LatentWidth + j];
                logWeight -= StandardNormal.LogRatio(z, e, memory.LogVariance[row * memory.LatentWidth + j]);
            }

            mean.Add(logWeight);
        }

        return -mean.Value;
    }

    private static float Finite(double bound) =>
        double.IsFinite(bound) ? (float)Math.Clamp(bound, float.MinValue, float.MaxValue) : float.MaxValue;
}
