using MLNet.Vae.Managed.Kernels;
using MLNet.Vae.Model;

namespace MLNet.Vae.Managed;

/// <summary>The score of an encoded row: −ELBO with the model's fixed noise, or the importance-weighted bound.</summary>
internal sealed class RowScorer
{
    private readonly FittedParameters _fitted;
    private readonly RowNetwork _network;
    private readonly RowLikelihood _likelihood;

    public RowScorer(FittedParameters fitted, RowNetwork network)
    {
        _fitted = fitted;
        _network = network;
        _likelihood = new RowLikelihood(fitted.Features, ParameterLayout.Of(fitted.Architecture).LogSigma.Of(fitted.Parameters.Span));
    }

    /// <summary>
    /// The score in nats; leaves the mean negative log likelihood of each feature in <see cref="RowMemory.FeatureScores"/>.
    /// </summary>
    public float Score(RowMemory memory)
    {
        int samples = _fitted.ScoringSamples, features = _fitted.Features.Count;
        var total = memory.FeatureScores;
        total.Clear();
        var weights = new LogMeanExp();
        for (int s = 0; s < samples; s++)
        {
            double logPosteriorOverPrior = Draw(s, memory);
            var output = _network.Decode(memory.Sample, memory);
            _likelihood.Evaluate(memory.Row, output, memory.SampleScores);
            double negativeLogLikelihood = 0;
            for (int d = 0; d < features; d++)
            {
                negativeLogLikelihood += memory.SampleScores[d];
                total[d] += memory.SampleScores[d];
            }

            weights.Add(-negativeLogLikelihood - logPosteriorOverPrior);
        }

        double bound = 0;
        for (int d = 0; d < features; d++)
        {
            total[d] /= samples;
            bound += total[d];
        }

        if (!_fitted.Deterministic)
            bound = _fitted.ScoreBound == VaeScoreBound.ImportanceWeighted ? -weights.Value : bound + Kl(memory);
        return double.IsFinite(bound) ? (float)Math.Clamp(bound, float.MinValue, float.MaxValue) : float.MaxValue;
    }

    // z = μ + σ ⊙ ε for the fixed ε; returns log q(z | x) − log p(z).
    private double Draw(int sample, RowMemory memory)
    {
        var noise = _fitted.ScoringNoise.Span.Slice(sample * memory.Mean.Length, memory.Mean.Length);
        double difference = 0;
        for (int j = 0; j < noise.Length; j++)
        {
            float logVariance = memory.LogVariance[j];
            float z = memory.Mean[j] + MathF.Exp(0.5f * logVariance) * noise[j];
            memory.Sample[j] = z;
            difference += 0.5 * ((double)z * z - (double)noise[j] * noise[j] - logVariance);
        }

        return difference;
    }

    private static double Kl(RowMemory memory)
    {
        double sum = 0;
        for (int j = 0; j < memory.Mean.Length; j++)
            sum += Divergence.Of(memory.Mean[j], memory.LogVariance[j]);
        return sum;
    }

    /// <summary>log of the mean of exponentials, without overflow.</summary>
    private struct LogMeanExp()
    {
        private double _largest = double.NegativeInfinity, _sum = 0;
        private int _count = 0;

        public readonly double Value => _largest + Math.Log(_sum / _count);

        public void Add(double value)
        {
            _count++;
            double largest = Math.Max(_largest, value);
            _sum = _sum * Math.Exp(_largest - largest) + Math.Exp(value - largest);
            _largest = largest;
        }
    }
}
