using MLNet.Vae.Inference;
using MLNet.Vae.Model;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Onnx;

/// <summary>Rows that are equal have equal scores: the p-value must not depend on how a runtime rounds one of them.</summary>
public class TiedScoreTests
{
    private static readonly float[] Scores = [1, 20, 20, 20, 20, 30, 40, 40];

    [Theory]
    [InlineData(1, 8)]
    [InlineData(20, 7)]
    [InlineData(40, 2)]
    public void PValue_TiesRoundedEitherWay_CountsAllOfThem(float score, int atLeast)
    {
        const double rounding = 1e-6;
        foreach (float found in new[] { score, score * (1 - 4e-7f), score * (1 + 4e-7f) })
        {
            Assert.Equal((1f + atLeast) / 9, new CalibrationScores(Scores).PValue(found));
            Assert.InRange(new ScoreQuantiles(Scores, 1 / 8f).PValue(found), atLeast / 8f - rounding, atLeast / 8f + rounding);
        }
    }

    [Theory]
    [InlineData(20.001f, 3)]
    [InlineData(40.001f, 0)]
    public void PValue_JustAboveTies_LeavesThemOut(float score, int atLeast) =>
        Assert.Equal((1f + atLeast) / 9, new CalibrationScores(Scores).PValue(score));

    // Below 2,048 rows other models' scores set the threshold, from there on those of rows that are held out.
    [Theory]
    [InlineData(300)]
    [InlineData(2100)]
    public void Threshold_EqualRows_AreAlarmsOfEveryVectorAndOfOnnxRuntimeOrOfNone(int trainingRows)
    {
        const int features = 5;
        float[] fresh = Bits(2000, seed: 2);
        foreach (double rate in new[] { 0.02, 0.05, 0.1, 0.3 })
        {
            var options = Fit.Small(10);
            options.FalseAlarmRate = rate;
            var model = Fit.Model(Bits(trainingRows, seed: 1), features, options);
            bool[] expected = [.. model.Scores(fresh).Select(score => score > model.Threshold)];
            Assert.Contains(true, expected);
            var weights = model.Fitted.Weights;
            foreach (RowInference inference in new RowInference[]
            {
                new SimdRowInference<Simd128, V128>(weights), new SimdRowInference<Simd256, V256>(weights), new SimdRowInference<Simd512, V512>(weights),
            })
            {
                float[] scores = new float[expected.Length];
                inference.Score(new(fresh, []), scores, []);
                Assert.Equal(expected, scores.Select(score => score > model.Threshold));
            }

            using var session = new OnnxSession(model.Saved());
            Assert.Equal(expected, session.Run("features", fresh, features)["PredictedLabel"].Select(label => label == 1));
        }

        static float[] Bits(int count, int seed)
        {
            var random = new System.Random(seed);
            return [.. Enumerable.Range(0, count * features).Select(_ => random.NextDouble() < 0.2 ? 1f : 0f)];
        }
    }
}
