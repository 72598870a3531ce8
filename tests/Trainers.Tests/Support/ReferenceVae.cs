using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Training;

namespace MLNet.Vae.Tests.Support;

/// <summary>
/// The training loss in double, row by row, written from the formulas alone: (1/B) Σ [(1/S) Σ −log p(x | z_s) + β KL(q ‖ N(0, I))], z_s = μ
/// + σ ⊙ ε_s. It shares with the engine the plan (standardization, schedule) and the noise, each with tests of its own. Parameters come one
/// tensor after the other: weight [out, in] and bias of each layer of the encoder, then of the decoder, then log σ.
/// </summary>
internal sealed class ReferenceVae(TrainingPlan plan, VaeOptions options)
{
    private readonly int _features = plan.Data.FeatureCount;
    private readonly int _latent = plan.Architecture.LatentDimension;

    /// <summary>How many log variances of the last loss were clamped.</summary>
    public int LogVariancesBeyondTheirBounds { get; private set; }

    public double Loss(double[] parameters, int step, int[] batch)
    {
        var (reconstruction, kl) = Parts(parameters, step, batch);
        return reconstruction + plan.Schedule.KlWeight(step) * kl.Sum();
    }

    /// <summary>Mean negative log likelihood, and mean KL divergence by latent dimension.</summary>
    /// <param name="parameters">One tensor after the other.</param>
    /// <param name="step">The series of the noise.</param>
    /// <param name="batch">The rows' numbers.</param>
    /// <param name="evaluation">Whether the rows are not learned from: another noise, and none on the input.</param>
    public (double Reconstruction, double[] Kl) Parts(double[] parameters, int step, int[] batch, bool evaluation = false)
    {
        double reconstruction = 0;
        var kl = new double[_latent];
        LogVariancesBeyondTheirBounds = 0;
        for (int i = 0; i < batch.Length; i++)
        {
            double[] x = Standardized(batch[i]), context = Context(batch[i]);
            int place = 0;
            double[] head = Layers(parameters, ref place, [.. Input(x, evaluation ? null : step, i), .. context], [.. options.HiddenLayers!, 2 * _latent]);
            double[] mean = head[.._latent], logVariance = [.. head[_latent..].Select(v => Math.Clamp(v, -12, 6))];
            LogVariancesBeyondTheirBounds += head[_latent..].Count(v => v is < -12 or > 6);
            for (int j = 0; j < _latent; j++)
                kl[j] += 0.5 * (mean[j] * mean[j] + Math.Exp(logVariance[j]) - 1 - logVariance[j]) / batch.Length;

            int samples = options.Deterministic ? 1 : options.NumberOfMonteCarloSamples;
            int decoder = place;
            for (int s = 0; s < samples; s++)
            {
                double[] z = [.. mean];
                for (int j = 0; j < _latent && !options.Deterministic; j++)
                    z[j] += Math.Exp(0.5 * logVariance[j]) * Noise(evaluation ? NoisePurpose.Evaluation : NoisePurpose.Posterior, step, i, s * _latent + j);
                place = decoder;
                double[] y = Layers(parameters, ref place, [.. z, .. context], [.. options.HiddenLayers.Reverse(), _features]);
                for (int d = 0; d < _features; d++)
                    reconstruction += NegativeLogLikelihood(x[d], y[d], place < parameters.Length ? parameters[place + d] : 0, d) / (samples * batch.Length);
            }
        }

        return (reconstruction, kl);
    }

    /// <summary>The gradient of <see cref="Loss"/> by every parameter, by central differences.</summary>
    public double[] Gradient(double[] parameters, int step, int[] batch)
    {
        // In double the truncation, h² f‴/6, and the rounding, 1e-16 f/h, are both about 1e-10.
        const double h = 1e-5;
        var gradient = new double[parameters.Length];
        double[] moved = [.. parameters];
        for (int p = 0; p < gradient.Length; p++)
        {
            moved[p] = parameters[p] + h;
            double above = Loss(moved, step, batch);
            moved[p] = parameters[p] - h;
            gradient[p] = (above - Loss(moved, step, batch)) / (2 * h);
            moved[p] = parameters[p];
        }

        return gradient;
    }

    private double[] Standardized(int row)
    {
        var x = plan.Data.Read(row, 0, new float[plan.Data.FeatureCount]);
        var standardized = new double[_features];
        for (int d = 0; d < _features; d++)
            standardized[d] = (x[d] - plan.Features.Mean[d]) * plan.Features.Scale[d]; // in float32, as the model is defined
        return standardized;
    }

    private double[] Context(int row)
    {
        var c = plan.Data.ReadContext(row, new float[plan.Data.ContextCount]);
        var standardized = new double[c.Length];
        for (int i = 0; i < c.Length; i++)
            standardized[i] = Math.Clamp((c[i] - plan.Context.Mean[i]) * plan.Context.Scale[i], -10, 10); // in float32, as the model is defined
        return standardized;
    }

    private double[] Input(double[] x, int? step, int i)
    {
        var input = new double[_features];
        for (int d = 0; d < _features; d++)
        {
            if (!double.IsNaN(x[d]))
                input[d] = (step is { } s && IsHidden(s, i, d) ? 0 : x[d]) + (step is { } series && options.InputNoise > 0 ? options.InputNoise * Noise(NoisePurpose.Input, series, i, d) : 0);
        }

        return input;
    }

    // Of features that are blocks of their own.
    private bool IsHidden(int step, int i, int d)
    {
        Span<float> numbers = stackalloc float[64];
        plan.Noise.Uniforms(numbers, NoisePurpose.Masking, (uint)step, (uint)(i / 64), (uint)d);
        return numbers[i % 64] < options.InputMasking;
    }

    private double Noise(NoisePurpose purpose, int step, int i, int column)
    {
        Span<float> block = stackalloc float[64];
        plan.Noise.Normals(block, purpose, (uint)step, (uint)(i / 64), (uint)column);
        return block[i % 64];
    }

    private double[] Layers(double[] parameters, ref int place, double[] x, int[] widths)
    {
        for (int layer = 0; layer < widths.Length; layer++)
        {
            var y = new double[widths[layer]];
            int bias = place + y.Length * x.Length;
            for (int o = 0; o < y.Length; o++)
            {
                double sum = parameters[bias + o];
                for (int i = 0; i < x.Length; i++)
                    sum += parameters[place + o * x.Length + i] * x[i];
                y[o] = layer == widths.Length - 1 ? sum : Formulas.Activation(options.Activation, sum);
            }

            place = bias + y.Length;
            x = y;
        }

        return x;
    }

    private double NegativeLogLikelihood(double x, double y, double logSigma, int feature)
    {
        if (double.IsNaN(x))
            return 0;
        if (plan.Features.Likelihoods[feature] is VaeLikelihood.Bernoulli or VaeLikelihood.Binary)
            return Formulas.CrossEntropy(y, x);
        double sigma = options.FixedVariance is { } variance ? Math.Sqrt(variance) : Math.Exp(Math.Clamp(logSigma, -3, 2));
        return -Formulas.LogNormal(x, y, sigma);
    }
}
