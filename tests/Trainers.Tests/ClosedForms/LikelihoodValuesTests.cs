using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Likelihoods;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.ClosedForms;

/// <summary>Both likelihoods at values from elsewhere, and as what they are: probabilities.</summary>
public class LikelihoodValuesTests
{
    // A float32 negative log likelihood of up to 50 nats is off by 3e-6, and so is its exponential, relatively.
    private const double Rounding = 5e-6;

    // torch.distributions.Normal(mean, exp(log σ)).log_prob in double.
    [Theory]
    [InlineData(1, 0, 0, 1.4189385332046727)]
    [InlineData(2, 0.5, 0, 2.0439385332046727)]
    [InlineData(-1, 1, -1, 14.697050731065971)]
    [InlineData(0, 3, 2, 3.0013589082039767)]
    public void Gaussian_SomeValues_AsInPyTorch(float x, float mean, float logSigma, double nats) =>
        Close.To(nats, Gaussian(x, mean, logSigma), Rounding);

    // torch.nn.functional.binary_cross_entropy_with_logits in double.
    [Theory]
    [InlineData(1, 0.7, 0.40318604888545784)]
    [InlineData(0, 0.7, 1.103186048885458)]
    [InlineData(0.25, -2, 0.6269280110429726)]
    public void Bernoulli_SomeValues_AsInPyTorch(float x, float logit, double nats) => Close.To(nats, Bernoulli(x, logit), Rounding);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(2, -3)]
    [InlineData(-1, 2)]
    public void Gaussian_OverTheWholeLine_IntegratesToOneWithItsMeanAndVariance(float mean, float logSigma)
    {
        // The rectangle rule converges faster than any power for a density that vanishes at both ends.
        const int steps = 200;
        double sigma = Math.Exp(logSigma), width = 18 * sigma / steps, total = 0, first = 0, second = 0;
        for (int i = 0; i <= steps; i++)
        {
            float x = (float)(mean - 9 * sigma + i * width);
            double mass = Math.Exp(-Gaussian(x, mean, logSigma)) * width;
            total += mass;
            first += mass * (x - mean) / sigma;
            second += mass * Math.Pow((x - mean) / sigma, 2);
        }

        Close.To(1, total, Rounding);
        Close.To(0, first, Rounding);
        Close.To(1, second, Rounding);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(-8)]
    public void Bernoulli_BothOutcomes_AddUpToOneWithTheLogitAsTheirLogRatio(float logit)
    {
        Close.To(1, Math.Exp(-Bernoulli(0, logit)) + Math.Exp(-Bernoulli(1, logit)), Rounding);
        Close.To(logit, Bernoulli(0, logit) - Bernoulli(1, logit), Rounding);
    }

    private static double Gaussian(float x, float mean, float logSigma) =>
        GaussianKernel<Simd256, V256>.Evaluate(Block(mean), Target(x), logSigma, MathF.Exp(-logSigma), 1, out _);

    private static double Bernoulli(float x, float logit) =>
        BernoulliKernel<Simd256, V256>.Evaluate(Block(logit), Target(x), 1);

    private static float[] Block(float value)
    {
        var block = new float[RowBlock.Rows];
        Array.Fill(block, value);
        return block;
    }

    // One row observed, in the middle of a block.
    private static float[] Target(float x)
    {
        float[] target = Block(float.NaN);
        target[21] = x;
        return target;
    }
}
