using MLNet.Vae.Managed.Kernels;
using MLNet.Vae.Model;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Managed.Kernels;

public class RowLikelihoodTests
{
    // A few float32 operations on numbers of size 10.
    private const double Rounding = 1e-6;

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(16)]
    [InlineData(35)]
    public void Evaluate_MixedRow_EachFeatureByItsFormula(int features)
    {
        var numbers = new Numbers(features);
        for (int kind = 0; kind < 3; kind++) // all Gaussian, all Bernoulli, alternating
        {
            bool IsBernoulli(int d) => kind == 1 || (kind == 2 && d % 2 == 1);
            float[] x = numbers.WithMissing(numbers.Uniforms(features, 0, 1), 0.2);
            float[] y = numbers.Uniforms(features, -3, 3), logSigma = numbers.Uniforms(features, -2, 1);
            double[] expected = [.. x.Select((v, d) => float.IsNaN(v) ? 0 : IsBernoulli(d)
                ? Formulas.CrossEntropy(y[d], v)
                : -Formulas.LogNormal(v, y[d], Math.Exp(logSigma[d])))];
            var kinds = Enumerable.Range(0, features).Select(d => IsBernoulli(d) ? VaeLikelihood.Bernoulli : VaeLikelihood.Gaussian);
            Close.To(expected, Evaluate([.. kinds], logSigma, x, y), Rounding, $"feature of kind {kind}");
        }
    }

    // The nearer of 0 and 1, plus half the squared distance from it.
    [Theory]
    [InlineData(1.5, 2, 0.126928011 + 0.125)]
    [InlineData(-3, 2, 2.126928011 + 4.5)]
    [InlineData(1e6, -2, 2.126928011 + 0.5 * 999_999.0 * 999_999.0)]
    public void Evaluate_BernoulliValueOutsideItsRange_CostsItsDistance(double x, double logit, double nats) =>
        Close.To(nats, Evaluate([VaeLikelihood.Bernoulli], [0], [(float)x], [(float)logit])[0], Rounding);

    [Theory]
    [InlineData(-9, -3)]
    [InlineData(5, 2)]
    public void Evaluate_LogSigmaOutsideItsBounds_IsClamped(double logSigma, double clamped)
    {
        float found = Evaluate([VaeLikelihood.Gaussian], [(float)logSigma], [0.1f], [0])[0];
        Close.To(-Formulas.LogNormal(0.1, 0, Math.Exp(clamped)), found, Rounding);
    }

    private static float[] Evaluate(VaeLikelihood[] kinds, float[] logSigma, float[] x, float[] y)
    {
        int width = VectorProduct.Padded(x.Length);
        var row = new float[width];
        row.AsSpan().Fill(float.NaN);
        x.CopyTo(row, 0);
        var output = new float[width];
        y.CopyTo(output, 0);
        var scores = new float[width];
        Array.Fill(scores, 77);
        new RowLikelihood(new FeatureMap(kinds, new float[x.Length], new float[x.Length]), logSigma).Evaluate(row, output, scores);
        Assert.All(scores[x.Length..], beyond => Assert.Equal(0, beyond));
        return scores[..x.Length];
    }
}
