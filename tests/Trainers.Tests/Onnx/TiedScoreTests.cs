using MLNet.Vae.Model;

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
}
