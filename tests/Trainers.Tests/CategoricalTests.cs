using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests;

/// <summary>Categories in a trained model: what is learned of them, and what training never had.</summary>
public class CategoricalTests
{
    private const int Features = 9;

    // Of a share of so many rows, learned in a short training that is also told to use its latent vector.
    private const double ShareTolerance = 0.03;

    /// <summary>A common, a rare and a very rare category, one that never is; a second block that depends on the first; two reals.</summary>
    private static readonly float[] Training = Rows(2000, seed: 1);

    private static readonly Lazy<VaeModel> Trained = new(() => Fit.Model(Training, Features, Options()));

    [Fact]
    public void Fit_BlocksOfCategories_LikelihoodsSayWhichSlots()
    {
        var model = Trained.Value;
        Assert.Equal(
            "Categorical Categorical Categorical Categorical Gaussian Categorical Categorical Categorical Gaussian",
            string.Join(' ', model.Likelihoods));
        Assert.Equal([0..4, 5..8], model.CategoricalBlocks);
        Assert.Empty(model.Diagnostics);
    }

    [Fact]
    public void Score_EachRow_BlocksStandAtTheirHotSlotAndAddUpWithKl()
    {
        var model = Trained.Value;
        var (scores, byFeature) = model.ScoresByFeature(Training);
        var (mean, logVariance) = model.Posterior(Training);
        int latent = model.LatentDimension;
        for (int row = 0; row < 200; row++)
        {
            double sum = 0;
            for (int d = 0; d < Features; d++)
            {
                float score = byFeature[row * Features + d];
                sum += score;
                if (d < 4)
                    Assert.True(Training[row * Features + d] == 1 ? score > 0 : score == 0);
            }

            for (int j = row * latent; j < (row + 1) * latent; j++)
                sum += 0.5 * (mean[j] * mean[j] + Math.Exp(logVariance[j]) - 1 - logVariance[j]);
            Close.To(sum, scores[row], 1e-5);
        }
    }

    [Theory]
    [InlineData(new float[] { 0, 0, 0, 0 }, 12.5)]
    [InlineData(new float[] { 1, 1, 0, 0 }, 12.5)]
    [InlineData(new float[] { 0, 0, 1, 0 }, 25)]
    [InlineData(new float[] { 1, 0, 1, 0 }, 12.5)]
    [InlineData(new float[] { 2, 0, 0, 0 }, 12.5)]
    [InlineData(new float[] { 0, 0, 0, 5 }, 200)]
    public void Score_NoCategoryOfTheTraining_IsAnAlarmAndMoreAnomalousThanTheRarest(float[] block, double nats)
    {
        var model = Trained.Value;
        float[] rows = Rows(200, seed: 2), rarest = With(rows, [0, 0, 0, 1]), strange = With(rows, block);
        float[] ofRarest = model.Scores(rarest);
        var (scores, byFeature) = model.ScoresByFeature(strange);
        for (int row = 0; row < scores.Length; row++)
        {
            Assert.True(scores[row] > ofRarest[row], $"row {row} scores {scores[row]}, and {ofRarest[row]} with the rarest category");
            Assert.True(scores[row] > model.Threshold);
            Assert.True(byFeature.AsSpan(row * Features, 4).ToArray().Max() > nats);
        }
    }

    [Theory]
    [InlineData(0, 0, new[] { 0.5f, 2, 3, 10, 1e6f })]
    [InlineData(0, 0, new[] { 0, -0.5f, -1, -3, -1e6f })] // from no 1
    [InlineData(1, 0, new[] { 1, 2, 3, 10, 1e6f })] // from two
    [InlineData(1, 1, new[] { 0, -0.5f, -1, -3, -1e6f })] // from two others
    public void Score_FartherFromEveryCategory_IsMoreAnomalous(float second, float third, float[] values)
    {
        float[] scores = [.. values.Select(value => Trained.Value.Scores(With(Training[..Features], [value, second, third, 0]))[0])];
        Assert.Equal(scores.Order(), scores);
        Assert.Equal(scores.Distinct(), scores);
    }

    [Fact]
    public void Score_BlockThatIsMissing_CountsAsItDoesOnAverageAndOneGapIsA0()
    {
        var model = Trained.Value;
        const float gap = float.NaN;
        float[] row = [1, 0, 0, 0, .. Training[4..Features]];
        var (_, complete) = model.ScoresByFeature(Training);
        double mean = complete.Where((_, i) => i % Features < 4).Sum() / (complete.Length / (double)Features);
        float[] missing = model.ScoresByFeature(With(row, [gap, gap, gap, gap])).FeatureScores[..4];
        // Less what a gap takes from the tightness of the bound; the mean is of some of the rows.
        Assert.InRange(missing[0], mean - 0.3, mean + 0.05);
        Assert.Equal([0, 0, 0], missing[1..]);
        Assert.Equal(missing, model.ScoresByFeature(With(row, [gap, 0, 0, 0])).FeatureScores[..4]);
        Close.ToTheBit(model.ScoresByFeature(row).FeatureScores, model.ScoresByFeature(With(row, [1, 0, gap, 0])).FeatureScores);
    }

    [Fact]
    public void Reconstruct_BlockThatIsMissing_ProbabilitiesOfWhatTheRestSays()
    {
        var model = Trained.Value;
        float[] rows = Rows(400, seed: 3), gaps = With(rows, [float.NaN, float.NaN, float.NaN, float.NaN]), filled = model.Reconstruction(gaps);
        var bySecond = new Dictionary<bool, List<float>> { [true] = [], [false] = [] };
        for (int row = 0; row < 400; row++)
        {
            var block = filled.AsSpan(row * Features, 4);
            Close.To(1, block[0] + block[1] + block[2] + block[3], 1e-6);
            Assert.InRange(block[2], 0, 1e-12f);
            bySecond[rows[row * Features + 6] == 1].Add(block[1]);
        }

        Assert.True(bySecond[true].Average() > 2 * bySecond[false].Average()); // the second block depends on the first
    }

    [Fact]
    public void Generate_Draws_AreOneHotWithTheSharesOfTheTraining()
    {
        const int rows = 20_000;
        float[] drawn = Trained.Value.Generated(rows, seed: 5, sampleLikelihood: true);
        foreach (int d in new[] { 0, 1, 2, 3, 5, 6, 7 })
        {
            float[] column = Samples.Column(drawn, Features, d);
            Assert.All(column, value => Assert.True(value is 0 or 1));
            Assert.Equal(Samples.Column(Training, Features, d).Average(), column.Average(), ShareTolerance);
        }

        for (int row = 0; row < rows; row++)
        {
            Assert.Equal(1, drawn.AsSpan(row * Features, 4).ToArray().Sum());
            Assert.InRange(drawn.AsSpan(row * Features + 5, 3).ToArray().Sum(), 0, 1); // a tenth of the training is none of them
        }
    }

    // 2,000 rows without a 1 are one category more: no alarm, and no dearer than their share.
    [Fact]
    public void Score_BlockWithoutA1ThatTrainingHadToo_IsOneMoreCategory()
    {
        var model = Trained.Value;
        var (_, byFeature) = model.ScoresByFeature(Training);
        double[] none = [.. Enumerable.Range(0, 2000).Where(row => Training.AsSpan(row * Features + 5, 3).IndexOf(1f) < 0)
            .Select(row => (double)byFeature[row * Features + 5])];
        Assert.InRange(none.Length, 150, 250);
        Assert.InRange(none.Average(), 1, 4); // log 10 is 2.3
    }

    [Fact]
    public void Fit_RowWithTwoOnes_EachSlotByItselfAndADiagnostic()
    {
        float[] rows = [.. Training];
        rows.AsSpan(7 * Features, 2).Fill(1);
        var model = Fit.Model(rows, Features, Options(epochs: 1));
        Assert.Equal(
            "Binary Binary Constant Binary Gaussian Categorical Categorical Categorical Gaussian", string.Join(' ', model.Likelihoods));
        var diagnostic = Assert.Single(model.Diagnostics);
        Assert.Equal(0, diagnostic.FeatureIndex);
        Assert.Contains("slots 0 to 3 is not the one-hot encoding of a category: row 7 has more than one 1", diagnostic.Message);
    }

    [Fact]
    public void Fit_BlockOfOneCategory_IsConstant()
    {
        float[] rows = With(Training, [0, 1, 0, 0]);
        var model = Fit.Model(rows, Features, Options(epochs: 1));
        Assert.All(model.Likelihoods.Take(4), kind => Assert.Equal(VaeLikelihood.Constant, kind));
        Assert.Empty(model.Diagnostics);
    }

    [Fact]
    public void Fit_BlockBeyondTheFeatures_Throws()
    {
        var options = Options();
        options.CategoricalBlocks = [0..4, 8..10];
        var exception = Assert.Throws<ArgumentException>(() => Fit.Model(Training, Features, options));
        Assert.Contains("CategoricalBlocks[1] is 8..10; the rows have 9 features", exception.Message);
    }

    private static VaeOptions Options(int epochs = 30)
    {
        var options = Fit.Small(epochs);
        options.CategoricalBlocks = [0..4, 5..8];
        return options;
    }

    private static float[] Rows(int rows, int seed)
    {
        var random = new System.Random(seed);
        var numbers = new Numbers(seed);
        float[] values = new float[rows * Features];
        for (int r = 0; r < rows; r++)
        {
            var row = values.AsSpan(r * Features, Features);
            double u = random.NextDouble();
            int first = u < 0.6 ? 0 : u < 0.97 ? 1 : 3;
            row[first] = 1;
            if (random.Next(10) > 0) // else it is none of these
                row[5 + (random.NextDouble() < 0.9 ? (first == 0 ? 0 : 1) : 2)] = 1;
            (row[4], row[8]) = ((float)numbers.Normal(), (float)numbers.Normal());
        }

        return values;
    }

    // The first block of every row in the place of what it is.
    private static float[] With(float[] rows, float[] block)
    {
        float[] changed = [.. rows];
        for (int i = 0; i < rows.Length; i += Features)
            block.CopyTo(changed.AsSpan(i));
        return changed;
    }
}
