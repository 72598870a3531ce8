using MLNet.Vae.Model;

namespace MLNet.Vae.Tests.Support;

/// <summary>Encoding and scoring of one row in double, written from the formulas alone.</summary>
internal sealed class ReferenceRows(FittedWeights fitted)
{
    private readonly int _latent = fitted.Architecture.LatentDimension;
    private readonly ParameterLayout _layout = ParameterLayout.Of(fitted.Architecture);

    public (double[] Mean, double[] LogVariance) Encode(ReadOnlySpan<float> row)
    {
        double[] head = Layers(_layout.Encoder, [.. Standardized(row).Select(x => double.IsNaN(x) ? 0 : x)]);
        return (head[.._latent], [.. head[_latent..].Select(v => Math.Clamp(v, -12, 6))]);
    }

    public double Score(ReadOnlySpan<float> row)
    {
        double[] x = Standardized(row);
        var (mean, logVariance) = Encode(row);
        double kl = 0, sum = 0;
        for (int j = 0; j < _latent; j++)
            kl += 0.5 * (mean[j] * mean[j] + Math.Exp(logVariance[j]) - 1 - logVariance[j]);
        var logWeights = new double[fitted.NumberOfScoringSamples];
        for (int s = 0; s < logWeights.Length; s++)
        {
            float[] noise = fitted.ScoringNoise.Slice(s * _latent, _latent).ToArray();
            double[] z = [.. mean.Select((m, j) => m + Math.Exp(0.5 * logVariance[j]) * noise[j])];
            double[] y = Layers(_layout.Decoder, z);
            double nats = Enumerable.Range(0, x.Length).Sum(d => NegativeLogLikelihood(x[d], y[d], d));
            sum += nats / logWeights.Length;
            logWeights[s] = -nats; // log p(x | z) + log p(z) − log q(z | x)
            for (int j = 0; j < _latent; j++)
                logWeights[s] += 0.5 * ((double)noise[j] * noise[j] + logVariance[j] - z[j] * z[j]);
        }

        if (fitted.ScoreBound == VaeScoreBound.Elbo)
            return sum + kl;
        double largest = logWeights.Max();
        return -(largest + Math.Log(logWeights.Average(w => Math.Exp(w - largest))));
    }

    private double[] Standardized(ReadOnlySpan<float> row)
    {
        var x = new double[row.Length];
        for (int d = 0; d < x.Length; d++)
            x[d] = fitted.Features.ToModelUnits(row[d], d); // in float32, as the model is defined
        return x;
    }

    private double[] Layers(IReadOnlyList<LayerTensors> layers, double[] x)
    {
        foreach (var layer in layers)
        {
            float[] weight = layer.Weight.Of(fitted.Parameters.Span).ToArray(), bias = layer.Bias.Of(fitted.Parameters.Span).ToArray();
            var y = new double[bias.Length];
            for (int o = 0; o < y.Length; o++)
            {
                y[o] = bias[o];
                for (int i = 0; i < x.Length; i++)
                    y[o] += (double)weight[o * x.Length + i] * x[i];
                if (layer.Shape.HasActivation)
                    y[o] = Formulas.Activation(fitted.Architecture.Activation, y[o]);
            }

            x = y;
        }

        return x;
    }

    private double NegativeLogLikelihood(double x, double y, int feature)
    {
        if (double.IsNaN(x))
            return 0;
        if (fitted.Features.Likelihoods[feature] == VaeLikelihood.Gaussian)
            return -Formulas.LogNormal(x, y, Math.Exp(fitted.LogSigma[feature]));
        double inside = Math.Clamp(x, 0, 1);
        return Formulas.CrossEntropy(y, inside) + 0.5 * (x - inside) * (x - inside);
    }
}
