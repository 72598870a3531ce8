using MLNet.Vae.Inference;
using MLNet.Vae.Model;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Inference;

public class RowLikelihoodTests
{
    // A few float32 operations on numbers of size 10.
    private const double Rounding = 1e-6;

    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 1)]
    [InlineData(16, 2)]
    [InlineData(17, 8)]
    [InlineData(35, 3)]
    [InlineData(257, 5)]
    public void Evaluate_MixedRow_EachFeatureByItsFormula(int features, int samples)
    {
        var numbers = new Numbers(features);
        for (int kind = 0; kind < 3; kind++) // all Gaussian, all Bernoulli, alternating
        {
            bool IsBernoulli(int d) => kind == 1 || (kind == 2 && d % 2 == 1);
            float[] x = numbers.WithMissing(numbers.Uniforms(features, 0, 1), 0.2);
            float[] y = numbers.Uniforms(samples * features, -3, 3), logSigma = numbers.Uniforms(features, -2, 1);
            var expected = new double[features];
            for (int i = 0; i < y.Length; i++)
            {
                int d = i % features;
                if (float.IsNaN(x[d]))
                    continue;
                double nats = IsBernoulli(d)
                    ? Formulas.CrossEntropy(y[i], x[d])
                    : -Formulas.LogNormal(x[d], y[i], Math.Exp(logSigma[d]));
                expected[d] += nats / samples;
            }

            var kinds = Enumerable.Range(0, features).Select(d => IsBernoulli(d) ? VaeLikelihood.Bernoulli : VaeLikelihood.Gaussian);
            Check(expected, [.. kinds], logSigma, x, y, $"feature of kind {kind}");
        }
    }

    // The nearer of 0 and 1, plus half the squared distance from it.
    [Theory]
    [InlineData(1.5, 2, 0.126928011 + 0.125)]
    [InlineData(-3, 2, 2.126928011 + 4.5)]
    [InlineData(1e6, -2, 2.126928011 + 0.5 * 999_999.0 * 999_999.0)]
    [InlineData(0, 100, 100)]
    [InlineData(1, 100, 0)]
    [InlineData(1, -100, 100)]
    [InlineData(0, -100, 0)]
    [InlineData(2, -1e6, 1e6 + 0.5)]
    public void Evaluate_BernoulliValueOutsideItsRangeOrExtremeLogit_CostsItsDistance(double x, double logit, double nats) =>
        Check([nats], [VaeLikelihood.Bernoulli], [0], [(float)x], [(float)logit], "score");

    [Theory]
    [InlineData(-9, -3)]
    [InlineData(5, 2)]
    public void Evaluate_LogSigmaOutsideItsBounds_IsClamped(double logSigma, double clamped) =>
        Check(
            [-Formulas.LogNormal(0.1, 0, Math.Exp(clamped))], [VaeLikelihood.Gaussian], [(float)logSigma], [0.1f], [0], "score");

    private static void Check(double[] expected, VaeLikelihood[] kinds, float[] logSigma, float[] x, float[] y, string what)
    {
        float[] scores = Evaluate<Simd128, V128>(kinds, logSigma, x, y);
        Close.To(expected, scores, Rounding, what);
        Close.ToTheBit(scores, Evaluate<Simd256, V256>(kinds, logSigma, x, y));
        Close.ToTheBit(scores, Evaluate<Simd512, V512>(kinds, logSigma, x, y));
    }

    private static float[] Evaluate<TS, TV>(VaeLikelihood[] kinds, float[] logSigma, float[] x, float[] y)
        where TS : ISimd<TV>
        where TV : struct
    {
        int width = Padding.Padded(x.Length), samples = y.Length / x.Length;
        var row = new float[width];
        row.AsSpan().Fill(float.NaN);
        x.CopyTo(row, 0);
        var outputs = new float[samples * width];
        for (int s = 0; s < samples; s++)
            y.AsSpan(s * x.Length, x.Length).CopyTo(outputs.AsSpan(s * width));
        var scores = new float[width];
        Array.Fill(scores, 77);
        float sum = new RowLikelihood<TS, TV>(Fitted(kinds, logSigma)).Evaluate(row, outputs, samples, scores);
        Assert.All(scores[x.Length..], beyond => Assert.Equal(0, beyond));
        Close.To(scores.Sum(score => (double)score), sum, Rounding, "sum");
        return scores[..x.Length];
    }

    private static FittedWeights Fitted(VaeLikelihood[] kinds, float[] logSigma)
    {
        var architecture = new NetworkArchitecture(kinds.Length, 1, [], VaeActivation.Silu);
        var layout = ParameterLayout.Of(architecture);
        var parameters = new float[layout.Length];
        logSigma.CopyTo(parameters, layout.LogSigma.Offset);
        var features = new FeatureMap(kinds, new float[kinds.Length], new float[kinds.Length]);
        return RandomModel.Fitted(architecture, features, parameters, [0], VaeScoreBound.Elbo);
    }
}
