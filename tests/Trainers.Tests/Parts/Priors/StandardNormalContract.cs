using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Priors;
using MLNet.Vae.Tests.Onnx;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Parts.Priors;

/// <summary>
/// Each face of the prior says what the written formula says, on every width of vector. The formula is held to standard-normal.csv, which
/// standard_normal.py made with 30 digits, as the integral that the divergence is.
/// </summary>
public class StandardNormalContract
{
    // Of the formula in double: the difference of terms of up to 1600.
    private const double FormulaRounding = 1e-13;

    // Relative to max(1, |expected|): sums of up to 64 float32 terms.
    private const double Rounding = 1e-6;

    // ½ (σ² − 1) of an exponential within 2 ulp.
    private const double GradientRounding = 5e-7;

    // Central differences in double with h = 1e-6 of terms up to 200, and the kernel's own rounding.
    private const double Step = 1e-6, DifferenceError = 2e-6;

    // z = μ + σ ε is rounded to float32, and with it the square.
    private const double SampleRounding = 1e-6;

    // A score is the divergence and some negative log likelihoods, each off by 1e-7 of itself; ONNX Runtime rounds in other places.
    private const double ScoreRounding = 2e-6, GraphScoreRounding = 1e-5;

    // A statistic of draws that all are right is off by more than four standard errors once in 16,000.
    private const double StandardErrors = 4;

    private const float Weight = 0.25f;

    private static readonly double[][] Table = TrueValues.Read("Parts/Priors/standard-normal.csv");

    private static readonly float[] Ones = [.. Enumerable.Repeat(1f, RowBlock.Rows)];

    [Fact]
    public void Divergence_EveryRowOfTheTable_IsTheTrueValue()
    {
        Assert.True(Table.Length >= 40);
        foreach (double[] row in Table)
            Close.To(row[2], StandardNormal.Divergence((float)row[0], (float)row[1]), FormulaRounding, $"KL at {row[0]}, {row[1]}");
    }

    [Fact]
    public void Kernel_EveryRowOfTheTable_TrueValueAndDerivatives()
    {
        CheckTable<Simd128, V128>();
        CheckTable<Simd256, V256>();
        CheckTable<Simd512, V512>();
    }

    [Fact]
    public void Kernel_SomeRowsCount_SumOfTheFormulaAndCentralDifferences()
    {
        CheckSum<Simd128, V128>();
        CheckSum<Simd256, V256>();
        CheckSum<Simd512, V512>();
    }

    [Fact]
    public void Kernel_BeyondTheBounds_DivergenceAtTheBoundAndNoGradient()
    {
        CheckBounds<Simd128, V128>();
        CheckBounds<Simd256, V256>();
        CheckBounds<Simd512, V512>();
    }

    [Fact]
    public void EveryFace_PosteriorIsThePrior_Zero()
    {
        foreach (float zero in (float[])[0f, -0f])
        {
            Assert.Equal(0, StandardNormal.Divergence(zero, zero));
            Assert.Equal(0, StandardNormal.LogRatio(0.7f, 0.7f, zero));
            Assert.All(Divergences(zero, zero), kl => Assert.Equal(0, kl));
            Assert.Equal([0], Graph([zero, zero]));
        }
    }

    // In double it is 5e59; where float32 cannot hold that, the score must not look like any other.
    [Theory]
    [InlineData(1e30f)]
    [InlineData(-1e30f)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void EveryFace_MeanBeyondAllSquares_Infinite(float mean)
    {
        Assert.Equal(0.5 * mean * mean, StandardNormal.Divergence(mean, 0), 1e-15 * mean * mean);
        Assert.All(Divergences(mean, 0), kl => Assert.Equal(float.PositiveInfinity, kl));
        Assert.Equal([float.PositiveInfinity], Graph([mean, 0]));
    }

    [Fact]
    public void Graph_InOnnxRuntime_IsTheTrueValue()
    {
        float[] posteriors = [.. Table.SelectMany(row => new[] { (float)row[0], (float)row[1] })];
        Close.To([.. Table.Select(row => row[2])], Graph(posteriors), Rounding, "KL");
    }

    [Fact]
    public void LogRatio_AnySample_IsTheDifferenceOfTheLogDensities()
    {
        foreach (float noise in (float[])[-2.5f, -0.3f, 0, 1, 4])
        {
            var samples = Table.Select(row => (Sample: Sample(row[0], row[1], noise), LogVariance: (float)row[1])).ToArray();
            float[] inOnnxRuntime = GraphOfRatio([.. samples.SelectMany(one => new[] { one.Sample.Z, one.LogVariance })], noise);
            for (int i = 0; i < samples.Length; i++)
            {
                var ((z, expected), logVariance) = samples[i];
                Close.To(expected, StandardNormal.LogRatio(z, noise, logVariance), SampleRounding, $"ratio at {z}");
                Close.To(expected, inOnnxRuntime[i], SampleRounding, $"ratio at {z} of ONNX Runtime");
            }
        }
    }

    // The ratio is quadratic in ε, so three nodes of Gauss and Hermite give its mean exactly.
    [Fact]
    public void LogRatio_OnTheAverage_IsTheDivergence()
    {
        float node = MathF.Sqrt(3);
        foreach (double[] row in Table)
        {
            double Ratio(float noise) => StandardNormal.LogRatio(Sample(row[0], row[1], noise).Z, noise, (float)row[1]);
            Close.To(row[2], (Ratio(-node) + 4 * Ratio(0) + Ratio(node)) / 6, SampleRounding, $"mean at {row[0]}, {row[1]}");
        }
    }

    [Fact]
    public void Score_WithoutItsFeatures_IsTheDivergence()
    {
        var model = RandomModel.Fitted(5, 3, [7], samples: 4).Uncalibrated();
        float[] rows = RandomModel.Rows(40, 5, seed: 3, infinite: false);
        var (mean, logVariance) = model.Posterior(rows);
        CheckScores(model, rows, i => StandardNormal.Divergence(mean[i], logVariance[i]));
    }

    // With one sample the importance-weighted bound is −log p(x | z) and the ratio.
    [Fact]
    public void ImportanceWeightedScore_OfOneSample_IsTheRatio()
    {
        var weights = RandomModel.Fitted(5, 3, [7], samples: 1, VaeScoreBound.ImportanceWeighted);
        var model = weights.Uncalibrated();
        float[] rows = RandomModel.Rows(40, 5, seed: 3, infinite: false), noise = weights.ScoringNoise.ToArray();
        var (mean, logVariance) = model.Posterior(rows);
        CheckScores(model, rows, i => Sample(mean[i], logVariance[i], noise[i % 3]).LogRatio);
    }

    [Fact]
    public void Draw_ManyRows_MeanZeroVarianceOneAndNoCorrelation()
    {
        const int rows = 200_000, latent = 3;
        var drawn = Enumerable.Range(0, latent).Select(_ => new double[rows]).ToArray();
        float[] z = new float[latent];
        for (int row = 0; row < rows; row++)
        {
            StandardNormal.Draw(new NoiseSource(5), row, z);
            for (int j = 0; j < latent; j++)
                drawn[j][row] = z[j];
        }

        for (int j = 0; j < latent; j++)
        {
            Assert.Equal(0, drawn[j].Average(), StandardErrors / Math.Sqrt(rows));
            Assert.Equal(1, drawn[j].Average(x => x * x), StandardErrors * Math.Sqrt(2.0 / rows)); // the variance of z² is 2
            double[] next = drawn[(j + 1) % latent];
            Assert.Equal(0, drawn[j].Zip(next, (x, y) => x * y).Average(), StandardErrors / Math.Sqrt(rows));
        }
    }

    [Fact]
    public void Generate_AnyRow_IsTheDecoderAtTheDraw()
    {
        var model = RandomModel.Fitted(5, 3, [7]).Uncalibrated();
        float[] z = new float[3], decoded = new float[5];
        foreach (int row in (int[])[0, 1, 63, 64, 1000])
        {
            StandardNormal.Draw(new NoiseSource(7), row, z);
            model.Decode(z, decoded);
            Close.ToTheBit(decoded, model.Generated(1, seed: 7, firstRow: row));
        }
    }

    private static void CheckTable<TS, TV>()
        where TS : ISimd<TV>
        where TV : struct
    {
        foreach (double[] row in Table)
        {
            float[] mean = Block((float)row[0]), logVariance = Block((float)row[1]);
            float[] byMean = new float[RowBlock.Rows], byLogVariance = new float[RowBlock.Rows];
            double sum = StandardNormalKernel<TS, TV>.Divergence(mean, logVariance, Ones);
            Close.To(row[2], sum / RowBlock.Rows, Rounding, $"KL at {row[0]}, {row[1]}");
            StandardNormalKernel<TS, TV>.AddDivergenceGradient(mean, logVariance, Ones, Weight, byMean, byLogVariance);
            Assert.All(byMean, slope => Close.To(Weight * row[3], slope, GradientRounding, $"slope by μ at {row[0]}, {row[1]}"));
            Assert.All(byLogVariance, slope => Close.To(Weight * row[4], slope, GradientRounding, $"slope by log σ² at {row[0]}, {row[1]}"));
        }
    }

    private static void CheckSum<TS, TV>()
        where TS : ISimd<TV>
        where TV : struct
    {
        float[] mean = new Numbers(1).Uniforms(RowBlock.Rows, -3, 3), logVariance = new Numbers(2).Uniforms(RowBlock.Rows, -11.9, 5.9);
        float[] counts = [.. Enumerable.Range(0, RowBlock.Rows).Select(i => i % 7 == 5 ? 0f : 1f)];
        float[] before = new Numbers(3).Uniforms(RowBlock.Rows, -1, 1), byMean = [.. before], byLogVariance = [.. before];
        double sum = Enumerable.Range(0, RowBlock.Rows).Sum(i => counts[i] * Formula(mean[i], logVariance[i]));
        Close.To(sum, StandardNormalKernel<TS, TV>.Divergence(mean, logVariance, counts), Rounding, "sum");
        StandardNormalKernel<TS, TV>.AddDivergenceGradient(mean, logVariance, counts, Weight, byMean, byLogVariance);
        for (int i = 0; i < RowBlock.Rows; i++)
        {
            double m = mean[i], v = logVariance[i], share = Weight * counts[i] / (2 * Step);
            double meanSlope = share * (Formula(m + Step, v) - Formula(m - Step, v));
            double logVarianceSlope = share * (Formula(m, v + Step) - Formula(m, v - Step));
            Close.To(before[i] + meanSlope, byMean[i], DifferenceError, $"gradient by μ[{i}]");
            Close.To(before[i] + logVarianceSlope, byLogVariance[i], DifferenceError, $"gradient by log σ²[{i}]");
        }
    }

    private static void CheckBounds<TS, TV>()
        where TS : ISimd<TV>
        where TV : struct
    {
        foreach (float logVariance in (float[])[MathF.BitDecrement(-12), -1e30f, float.NegativeInfinity, MathF.BitIncrement(6), 1e30f, float.PositiveInfinity])
        {
            float[] mean = Block(0.5f), outside = Block(logVariance), byMean = new float[RowBlock.Rows], byLogVariance = Block(3);
            double sum = StandardNormalKernel<TS, TV>.Divergence(mean, outside, Ones);
            Close.To(Formula(0.5, logVariance < 0 ? -12 : 6), sum / RowBlock.Rows, Rounding, $"KL at log σ² = {logVariance}");
            StandardNormalKernel<TS, TV>.AddDivergenceGradient(mean, outside, Ones, Weight, byMean, byLogVariance);
            Assert.All(byMean, slope => Assert.Equal(Weight * 0.5f, slope));
            Assert.All(byLogVariance, slope => Assert.Equal(3, slope));
        }
    }

    private static void CheckScores(VaeModel model, float[] rows, Func<int, double> ofLatent)
    {
        var (scores, byFeature) = model.ScoresByFeature(rows);
        using var session = new OnnxSession(model.Saved());
        float[] inOnnxRuntime = session.Run("features", rows, model.FeatureCount)["Score"];
        for (int row = 0; row < scores.Length; row++)
        {
            double prior = Enumerable.Range(row * model.LatentDimension, model.LatentDimension).Sum(ofLatent);
            double expected = prior + byFeature.AsSpan(row * model.FeatureCount, model.FeatureCount).ToArray().Sum(score => (double)score);
            Close.To(expected, scores[row], ScoreRounding, $"score of row {row}");
            Close.To(expected, inOnnxRuntime[row], GraphScoreRounding, $"score of row {row} of ONNX Runtime");
        }
    }

    private static float[] Divergences(float mean, float logVariance) =>
    [
        StandardNormalKernel<Simd128, V128>.Divergence(Block(mean), Block(logVariance), Ones),
        StandardNormalKernel<Simd256, V256>.Divergence(Block(mean), Block(logVariance), Ones),
        StandardNormalKernel<Simd512, V512>.Divergence(Block(mean), Block(logVariance), Ones),
    ];

    // Pairs of μ and log σ².
    private static float[] Graph(float[] posteriors) => PartSession.Run(posteriors, 2, 1, x =>
    {
        var pair = x.Reshape(-1, 2, 1);
        return StandardNormal.Divergence(pair.Part(0), pair.Part(1), 1);
    });

    // Pairs of z and log σ².
    private static float[] GraphOfRatio(float[] samples, float noise) => PartSession.Run(samples, 2, 1, x =>
    {
        var pair = x.Reshape(-1, 2, 1);
        var draws = x.Graph.Tensor("noise", new[] { noise }, 1, 1);
        return StandardNormal.LogRatio(pair.Part(0).Reshape(-1, 1, 1), draws, pair.Part(1).Reshape(-1, 1, 1), 1).Reshape(-1, 1);
    });

    private static (float Z, double LogRatio) Sample(double mean, double logVariance, float noise)
    {
        double sigma = Math.Exp(0.5 * logVariance), z = mean + sigma * noise;
        return ((float)z, Formulas.LogNormal(z, mean, sigma) - Formulas.LogNormal(z, 0, 1));
    }

    private static double Formula(double mean, double logVariance) => 0.5 * (mean * mean + Math.Exp(logVariance) - 1 - logVariance);

    private static float[] Block(float value) => [.. Enumerable.Repeat(value, RowBlock.Rows)];
}
