using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Likelihoods;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Parts.Likelihoods;

/// <summary>The two likelihoods of a feature over a block of rows.</summary>
public class LikelihoodKernelTests
{
    // Each of 64 float32 terms is off by some 1e-7 of itself; relative to the sum, or to 1 where it is small.
    private const double SumRounding = 2e-6;
    private const double GradientRounding = 5e-7;
    private const float Weight = 0.25f;

    [Theory]
    [InlineData(0)]
    [InlineData(-2.5)]
    [InlineData(1.5)]
    public void Gaussian_WithMissingRows_SumAndGradients(double logSigma)
    {
        CheckGaussian<Simd128, V128>(logSigma);
        CheckGaussian<Simd256, V256>(logSigma);
        CheckGaussian<Simd512, V512>(logSigma);
    }

    [Fact]
    public void Bernoulli_WithMissingRows_SumAndGradient()
    {
        CheckBernoulli<Simd128, V128>();
        CheckBernoulli<Simd256, V256>();
        CheckBernoulli<Simd512, V512>();
    }

    [Theory]
    [InlineData(100, 1, 0, 0)]
    [InlineData(100, 0, 100, 1)]
    [InlineData(-100, 1, 100, -1)]
    [InlineData(-100, 0, 0, 0)]
    [InlineData(1e6, 0, 1e6, 1)]
    [InlineData(-1e6, 1, 1e6, -1)]
    [InlineData(0, 1, 0.693147181, -0.5)]
    public void Bernoulli_ExtremeLogits_FiniteAndRight(double logit, double x, double nats, double gradient)
    {
        CheckLogit<Simd128, V128>(logit, x, nats, gradient);
        CheckLogit<Simd256, V256>(logit, x, nats, gradient);
        CheckLogit<Simd512, V512>(logit, x, nats, gradient);
    }

    [Fact]
    public void Both_NothingObserved_NoLossAndNoGradient()
    {
        CheckNothingObserved<Simd128, V128>();
        CheckNothingObserved<Simd256, V256>();
        CheckNothingObserved<Simd512, V512>();
    }

    private static void CheckGaussian<TS, TV>(double logSigma)
        where TS : ISimd<TV>
        where TV : struct
    {
        var numbers = new Numbers(3);
        float[] y = numbers.Uniforms(RowBlock.Rows, -2, 2), x = numbers.WithMissing(numbers.Uniforms(RowBlock.Rows, -2, 2), 0.3);
        double sigma = Math.Exp(logSigma), loss = 0, bySigma = 0;
        var byY = new double[y.Length];
        for (int i = 0; i < y.Length; i++)
        {
            if (float.IsNaN(x[i]))
                continue;
            double residual = (x[i] - (double)y[i]) / sigma;
            loss -= Formulas.LogNormal(x[i], y[i], sigma);
            bySigma += Weight * (1 - residual * residual);
            byY[i] = -Weight * residual / sigma;
        }

        double found = GaussianKernel<TS, TV>.Evaluate(y, x, (float)logSigma, (float)(1 / sigma), Weight, out float logSigmaGradient);
        Close.To(loss, found, SumRounding, "sum");
        Close.To(bySigma, logSigmaGradient, SumRounding, "gradient by log σ");
        Close.To(byY, y, GradientRounding, "gradient by y");
    }

    private static void CheckBernoulli<TS, TV>()
        where TS : ISimd<TV>
        where TV : struct
    {
        var numbers = new Numbers(4);
        float[] logit = numbers.Uniforms(RowBlock.Rows, -6, 6), x = numbers.WithMissing(numbers.Uniforms(RowBlock.Rows, 0, 1), 0.3);
        double loss = 0;
        var gradient = new double[logit.Length];
        for (int i = 0; i < logit.Length; i++)
        {
            if (float.IsNaN(x[i]))
                continue;
            loss += Formulas.CrossEntropy(logit[i], x[i]);
            gradient[i] = Weight * (Formulas.Sigmoid(logit[i]) - x[i]);
        }

        Close.To(loss, BernoulliKernel<TS, TV>.Evaluate(logit, x, Weight), SumRounding, "sum");
        Close.To(gradient, logit, GradientRounding, "gradient");
    }

    private static void CheckLogit<TS, TV>(double logit, double x, double nats, double gradient)
        where TS : ISimd<TV>
        where TV : struct
    {
        var output = new float[RowBlock.Rows];
        var target = new float[RowBlock.Rows];
        Array.Fill(target, float.NaN);
        (output[9], target[9]) = ((float)logit, (float)x);
        Close.To(nats, BernoulliKernel<TS, TV>.Evaluate(output, target, 1), SumRounding, "cross-entropy");
        Close.To(gradient, output[9], GradientRounding, "gradient");
        Assert.All(output.Where((_, i) => i != 9), g => Assert.Equal(0, g));
    }

    private static void CheckNothingObserved<TS, TV>()
        where TS : ISimd<TV>
        where TV : struct
    {
        float[] y = new Numbers(5).Uniforms(RowBlock.Rows, -2, 2), logit = [.. y], x = new float[RowBlock.Rows];
        Array.Fill(x, float.NaN);
        Assert.Equal(0, GaussianKernel<TS, TV>.Evaluate(y, x, 1, MathF.Exp(-1), 1, out float logSigmaGradient));
        Assert.Equal(0, logSigmaGradient);
        Assert.Equal(0, BernoulliKernel<TS, TV>.Evaluate(logit, x, 1));
        Assert.All(y, g => Assert.Equal(0, g));
        Assert.All(logit, g => Assert.Equal(0, g));
    }
}
