using System.Numerics;
using System.Runtime.InteropServices;
using MLNet.Vae.Model;
using MLNet.Vae.Random;
using MLNet.Vae.Training;

namespace MLNet.Vae.Managed;

/// <summary>
/// Between encoder and decoder: z = μ + σ ⊙ ε (Kingma and Welling 2013, arXiv:1312.6114, section 2.4), the closed-form KL divergence ½ Σ
/// (μ² + σ² − 1 − log σ²) (their appendix B), and the way back. The head's rows are μ, then log σ².
/// </summary>
internal sealed class LatentStage
{
    private readonly TrainingPlan _plan;
    private readonly TrainingLayer _head;
    private readonly int _blocks;
    private readonly float[] _scaledNoise; // σ ⊙ ε, [samples · blocks, latent, 64]
    private readonly float[] _sampleGradient; // by z, [samples · blocks, latent, 64]

    public LatentStage(TrainingPlan plan, TrainingLayer head, int blocks)
    {
        _plan = plan;
        _head = head;
        _blocks = blocks;
        int size = checked(plan.Samples * blocks * Latent * RowBlock.Rows);
        Samples = new float[size];
        _scaledNoise = new float[size];
        _sampleGradient = new float[size];
    }

    /// <summary>z, [samples · blocks, latent, 64]: what the decoder reads. Sample s of block b is block s · blocks + b.</summary>
    public float[] Samples { get; }

    private int Latent => _plan.Architecture.LatentDimension;

    /// <summary>Draws every sample of a block, and adds its KL divergence by latent dimension, in nats, not weighted.</summary>
    /// <param name="block">The block.</param>
    /// <param name="rows">Rows in it that count.</param>
    /// <param name="step">The series of the noise.</param>
    /// <param name="kl">Receives [latent].</param>
    public void Draw(int block, int rows, int step, Span<double> kl)
    {
        var head = RowBlock.Of(_head.Output, block, 2 * Latent);
        Span<float> sigma = stackalloc float[RowBlock.Rows];
        Span<float> noise = stackalloc float[RowBlock.Rows];
        for (int j = 0; j < Latent; j++)
        {
            var mean = RowBlock.Feature(head, j);
            var logVariance = RowBlock.Feature(head, Latent + j);
            kl[j] = Divergence(mean, logVariance, sigma, rows);
            for (int s = 0; s < _plan.Samples; s++)
            {
                var z = RowBlock.Feature(RowBlock.Of(Samples, s * _blocks + block, Latent), j);
                if (_plan.Deterministic)
                {
                    mean.CopyTo(z);
                    continue;
                }

                var scaled = RowBlock.Feature(RowBlock.Of(_scaledNoise, s * _blocks + block, Latent), j);
                _plan.Noise.Normals(noise, NoisePurpose.Posterior, (uint)step, (uint)block, (uint)(s * Latent + j));
                for (int lane = 0; lane < RowBlock.Rows; lane++)
                {
                    scaled[lane] = sigma[lane] * noise[lane];
                    z[lane] = mean[lane] + scaled[lane];
                }
            }
        }
    }

    /// <summary>Where the decoder leaves the gradient by z of one of its blocks, [latent, 64].</summary>
    public Span<float> SampleGradient(int decoderBlock) => RowBlock.Of(_sampleGradient, decoderBlock, Latent);

    /// <summary>The head's gradient of a block from that of its samples and from the KL divergence.</summary>
    /// <param name="block">The block.</param>
    /// <param name="rows">Rows in it that count.</param>
    /// <param name="klWeight">β over the number of rows of the batch.</param>
    public void Backward(int block, int rows, float klWeight)
    {
        var head = RowBlock.Of(_head.Output, block, 2 * Latent);
        var gradient = RowBlock.Of(_head.Gradient, block, 2 * Latent);
        gradient.Clear();
        for (int j = 0; j < Latent; j++)
        {
            var meanGradient = RowBlock.Feature(gradient, j);
            var logVarianceGradient = RowBlock.Feature(gradient, Latent + j);
            for (int s = 0; s < _plan.Samples; s++)
            {
                var byZ = RowBlock.Feature(SampleGradient(s * _blocks + block), j);
                var scaled = RowBlock.Feature(RowBlock.Of(_scaledNoise, s * _blocks + block, Latent), j);
                for (int lane = 0; lane < rows; lane++)
                {
                    meanGradient[lane] += byZ[lane];
                    logVarianceGradient[lane] += 0.5f * byZ[lane] * scaled[lane];
                }
            }

            AddDivergenceGradient(RowBlock.Feature(head, j), RowBlock.Feature(head, Latent + j), meanGradient, logVarianceGradient, rows, klWeight);
        }
    }

    private static double Divergence(ReadOnlySpan<float> mean, ReadOnlySpan<float> logVariance, Span<float> sigma, int rows)
    {
        var lv = MemoryMarshal.Cast<float, Vector<float>>(logVariance);
        var s = MemoryMarshal.Cast<float, Vector<float>>(sigma);
        for (int i = 0; i < lv.Length; i++)
            s[i] = Vector.Exp(Clamp(lv[i]) * 0.5f);
        double sum = 0;
        for (int lane = 0; lane < rows; lane++)
        {
            float clamped = Math.Clamp(logVariance[lane], VaeArchitecture.MinimumLogVariance, VaeArchitecture.MaximumLogVariance);
            sum += mean[lane] * mean[lane] + sigma[lane] * sigma[lane] - 1 - clamped;
        }

        return 0.5 * sum;
    }

    private static Vector<float> Clamp(Vector<float> logVariance) =>
        Vector.Min(Vector.Max(logVariance, new Vector<float>(VaeArchitecture.MinimumLogVariance)), new Vector<float>(VaeArchitecture.MaximumLogVariance));

    // A log variance outside its bounds has no gradient, as torch.clamp has it.
    private static void AddDivergenceGradient(
        ReadOnlySpan<float> mean, ReadOnlySpan<float> logVariance, Span<float> meanGradient, Span<float> logVarianceGradient, int rows, float klWeight)
    {
        for (int lane = 0; lane < rows; lane++)
        {
            float lv = logVariance[lane];
            meanGradient[lane] += klWeight * mean[lane];
            logVarianceGradient[lane] = lv is >= VaeArchitecture.MinimumLogVariance and <= VaeArchitecture.MaximumLogVariance
                ? logVarianceGradient[lane] + klWeight * 0.5f * (MathF.Exp(lv) - 1)
                : 0;
        }
    }
}
