using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests;

/// <summary>A value that training never had does not look normal, whatever the number of rows and the unit.</summary>
public class SafeScoresTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(0.5f)]
    public void Score_ValueThatIsNoBit_IsMoreAnomalousThanTheRarerBitAndAnAlarm(float value)
    {
        const int rows = 1000, features = 10;
        var random = new System.Random(3);
        float[] training = [.. Enumerable.Range(0, rows * features).Select(_ => random.NextDouble() < 0.95 ? 1f : 0f)];
        var model = Fit.Model(training, features, Fit.Small(40));
        float[] test = training[..(200 * features)];
        for (int d = 0; d < features; d++)
        {
            float[] scores = ScoresWith(model, test, d, value), rarer = ScoresWith(model, test, d, 0);
            for (int i = 0; i < scores.Length; i++)
                Assert.True(scores[i] > rarer[i], $"row {i} scores {scores[i]} with {value} in column {d}, {rarer[i]} with 0");
            if (value is 0.5f)
                continue; // beside an unlikely row it need not be an alarm
            Assert.All(scores, score => Assert.True(score > model.Threshold, $"{score} is no alarm; the threshold is {model.Threshold}"));
        }
    }

    [Fact]
    public void Score_FartherFromBothBits_IsMoreAnomalous()
    {
        var model = Trained.Mixed;
        float[] scores = [.. new[] { 0.5f, 2, 3, 10, 1e6f }.Select(value => ScoresWith(model, Trained.MixedRows[..5], 4, value)[0])];
        Assert.Equal(scores.Order(), scores);
        Assert.Equal(scores.Distinct(), scores);
    }

    [Theory]
    [InlineData(100, 2, 5, 6)]
    [InlineData(300, 20, 5, 6)]
    [InlineData(1000, 4, 5, 6)]
    [InlineData(300, 20, 5, 5.0001f)]
    [InlineData(300, 4, 0, 1e-31f)]
    [InlineData(300, 4, 0, -3)]
    [InlineData(300, 4, 1e-29f, 1.1e-29f)]
    [InlineData(300, 4, 1e30f, 1.1e30f)]
    public void Score_ConstantThatChanges_IsAlwaysAnAlarm(int rows, int features, float constant, float changed)
    {
        float[] training = WithConstant(rows, features, constant, seed: 1);
        foreach (var likelihood in new[] { VaeLikelihood.Auto, VaeLikelihood.Gaussian, VaeLikelihood.StudentT })
        {
            var options = Fit.Small(20);
            options.Likelihood = likelihood;
            var model = Fit.Model(training, features, options);
            Assert.Equal(VaeLikelihood.Constant, model.Likelihoods[^1]);
            float[] fresh = WithConstant(200, features, constant, seed: 2), other = ScoresWith(model, fresh, features - 1, changed);
            Assert.All(other, score => Assert.True(score > model.Threshold, $"{score} is no alarm; the threshold is {model.Threshold}"));
            var (scores, byFeature) = model.ScoresByFeature(fresh);
            Assert.All(Samples.Column(byFeature, features, features - 1), score => Assert.Equal(0, score));
            Assert.All(Samples.Column(model.Reconstruction(fresh), features, features - 1), value => Assert.Equal(constant, value));
            Assert.Equal(scores, ScoresWith(model, fresh, features - 1, constant * (1 + 2e-7f))); // the rounding of another program
        }
    }

    [Fact]
    public void Score_OneValueFarOut_LeavesTheOthersScoresNearWhatTheyWere()
    {
        var model = Trained.Real;
        float[] row = Trained.Reals.Training[..5], far = [.. row];
        far[2] = 1e30f;
        float[] ten = [.. row];
        ten[2] = (float)(model.Fitted.Weights.Features.Mean[2] + 10.0 / model.Fitted.Weights.Features.Scale[2]);
        float[] expected = model.ScoresByFeature(ten).FeatureScores, found = model.ScoresByFeature(far).FeatureScores;
        for (int d = 0; d < 5; d++)
        {
            if (d != 2)
                Close.To(expected[d], found[d], 1e-4); // the encoder's input differs by the rounding of ten deviations
        }

        Assert.True(found[2] > 1e6f);
    }

    [Fact]
    public void Threshold_RowsThatAreEqual_LieOnOneSideOfItByMoreThanRounding()
    {
        const int rows = 2500, held = 500; // a fifth of them is held out
        float[] training = Bits(rows, seed: 5), fresh = Bits(20_000, seed: 6);
        foreach (double rate in new[] { 0.01, 0.05, 0.1, 0.2, 0.5 })
        {
            var options = Fit.Small(10);
            options.FalseAlarmRate = rate;
            var model = Fit.Model(training, 4, options);
            float[] scores = model.Scores(fresh);
            Assert.True(scores.Min(score => Math.Abs(score - model.Threshold)) > 1e-6 * (1 + Math.Abs(model.Threshold)));
            Assert.True(scores.Average(score => score > model.Threshold ? 1 : 0) <= rate + 3 * Math.Sqrt(rate * (1 - rate) / held));
        }

        static float[] Bits(int count, int seed)
        {
            var random = new System.Random(seed);
            return [.. Enumerable.Range(0, count * 4).Select(_ => random.NextDouble() < 0.3 ? 1f : 0f)];
        }
    }

    // One over the deviation of such a column is near the end of float32; with ten features and more their deviations are compared, too.
    [Theory]
    [InlineData(4, 1e-31f)]
    [InlineData(12, 1e-31f)]
    [InlineData(12, 1e-36f)]
    [InlineData(12, 1e-4f)]
    public void Score_FarOutInAColumnOfTinyUnits_IsAlwaysAnAlarm(int features, float unit)
    {
        float[] training = [.. new Numbers(1).Normals(300 * features).Select((z, i) => i % features == 1 ? unit * z : z)];
        var model = Fit.Model(training, features, Fit.Small(20));
        float[] other = ScoresWith(model, training, 1, 100 * unit);
        Assert.All(other, score => Assert.True(score > model.Threshold, $"{score} is no alarm; the threshold is {model.Threshold}"));
    }

    private static float[] ScoresWith(VaeModel model, float[] rows, int feature, float value)
    {
        float[] changed = [.. rows];
        for (int i = feature; i < rows.Length; i += model.FeatureCount)
            changed[i] = value;
        return model.Scores(changed);
    }

    private static float[] WithConstant(int rows, int features, float constant, int seed)
    {
        float[] values = new Numbers(seed).Normals(rows * features);
        for (int i = features - 1; i < values.Length; i += features)
            values[i] = constant;
        return values;
    }
}
