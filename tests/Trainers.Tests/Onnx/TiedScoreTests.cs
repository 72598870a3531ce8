using MLNet.Vae.Model;

namespace MLNet.Vae.Tests.Onnx;

/// <summary>Rows that are equal have equal scores: the p-value must not depend on how a runtime rounds one of them.</summary>
public class TiedScoreTests
{
    private static readonly ScoreQuantiles Quantiles = ScoreQuantiles.FromSorted([1, 20, 20, 20, 20, 30, 40, 40]);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(20, 7 / 8.0)]
    [InlineData(40, 2 / 8.0)]
    public void ShareAtLeast_TiesRoundedEitherWay_CountsAllOfThem(float score, double share)
    {
        const double rounding = 1e-6;
        foreach (float found in new[] { score, score * (1 - 4e-7f), score * (1 + 4e-7f) })
            Assert.InRange(Quantiles.ShareAtLeast(found), share - rounding, share + rounding);
    }

    [Theory]
    [InlineData(20.001f, 3 / 8.0, 4 / 8.0)]
    [InlineData(40.001f, 0, 0)]
    public void ShareAtLeast_JustAboveTies_LeavesThemOut(float score, double min, double max) =>
        Assert.InRange(Quantiles.ShareAtLeast(score), min - 1e-6, max + 1e-6);
}
