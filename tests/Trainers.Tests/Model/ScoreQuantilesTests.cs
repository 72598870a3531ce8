using MLNet.Vae.Model;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Model;

public class ScoreQuantilesTests
{
    private const double FloatRounding = 1e-6;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 2)]
    [InlineData(0.9, 6.4)]
    [InlineData(1, 8)]
    public void Quantile_BetweenTwoValues_IsLinear(double share, double value) =>
        Close.To(value, ScoreQuantiles.Quantile([1, 2, 3, 4, 8], share), FloatRounding);

    [Fact]
    public void ShareAtLeast_FewScores_CountsThem()
    {
        float[] scores = new Numbers(1).Normals(200);
        Array.Sort(scores);
        var quantiles = ScoreQuantiles.FromSorted(scores);
        Assert.Equal(200, quantiles.Table.Length);
        for (int i = 0; i < scores.Length; i++)
            Close.To((200 - i) / 200.0, quantiles.ShareAtLeast(scores[i]), FloatRounding);
    }

    [Fact]
    public void ShareAtLeast_ManyScores_CountsThemWithinATableEntry()
    {
        float[] scores = new Numbers(2).Normals(50_000);
        Array.Sort(scores);
        var quantiles = ScoreQuantiles.FromSorted(scores);
        Assert.Equal(1001, quantiles.Table.Length);
        for (int i = 0; i < scores.Length; i += 111)
            Close.To((scores.Length - i) / (double)scores.Length, quantiles.ShareAtLeast(scores[i]), 1.0 / 1000, $"share at {scores[i]}");
    }

    [Fact]
    public void ShareAtLeast_FarBelowAndAbove_OneAndZero()
    {
        var quantiles = ScoreQuantiles.FromSorted([1, 2, 4]);
        Assert.Equal(1, quantiles.ShareAtLeast(float.MinValue));
        Assert.Equal(1, quantiles.ShareAtLeast(1));
        Close.To(1 / 3.0, quantiles.ShareAtLeast(4), FloatRounding);
        Assert.Equal(0, quantiles.ShareAtLeast(4.0001f));
    }

    [Fact]
    public void ShareAtLeast_HigherScore_NeverALargerShare()
    {
        float[] scores = [1, 1, 1, 2, 2, 5, 5, 5, 5, 9];
        var quantiles = ScoreQuantiles.FromSorted(scores);
        float last = 1;
        for (float score = 0; score < 10; score += 0.01f)
        {
            float share = quantiles.ShareAtLeast(score);
            Assert.InRange(share, 0, last);
            last = share;
        }
    }

    [Fact]
    public void ShareAtLeast_TiedScores_CountsAllOfThem()
    {
        var quantiles = ScoreQuantiles.FromSorted([1, 2, 2, 2, 3]);
        Close.To(4 / 5.0, quantiles.ShareAtLeast(2), FloatRounding);
    }

    [Fact]
    public void FromSorted_OneScore_HalfLine()
    {
        var quantiles = ScoreQuantiles.FromSorted([7]);
        Assert.Equal(1, quantiles.ShareAtLeast(7));
        Assert.Equal(0, quantiles.ShareAtLeast(7.1f));
    }

    [Fact]
    public void ShareAtLeast_NaN_IsNaN() => Assert.Equal(float.NaN, ScoreQuantiles.FromSorted([1, 2, 4]).ShareAtLeast(float.NaN));
}
