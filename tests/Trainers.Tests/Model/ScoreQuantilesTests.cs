using MLNet.Vae.Model;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Model;

public class ScoreQuantilesTests
{
    private const double FloatRounding = 1e-6;

    [Fact]
    public void PValue_ATableOfAllScores_CountsThem()
    {
        float[] scores = new Numbers(1).Normals(200);
        Array.Sort(scores);
        var quantiles = Of(scores);
        for (int i = 0; i < scores.Length; i++)
            Close.To((200 - i) / 200.0, quantiles.PValue(scores[i]), FloatRounding);
    }

    [Fact]
    public void PValue_FarBelowAndAbove_OneAndZero()
    {
        var quantiles = Of(1, 2, 4);
        Assert.Equal(1, quantiles.PValue(float.MinValue));
        Assert.Equal(1, quantiles.PValue(1));
        Close.To(1 / 3.0, quantiles.PValue(4), FloatRounding);
        Assert.Equal(0, quantiles.PValue(4.0001f));
    }

    [Fact]
    public void PValue_HigherScore_NeverLarger()
    {
        var quantiles = Of(1, 1, 1, 2, 2, 5, 5, 5, 5, 9);
        float last = 1;
        for (float score = 0; score < 10; score += 0.01f)
        {
            float share = quantiles.PValue(score);
            Assert.InRange(share, 0, last);
            last = share;
        }
    }

    [Fact]
    public void PValue_TiedScores_CountsAllOfThem() => Close.To(4 / 5.0, Of(1, 2, 2, 2, 3).PValue(2), FloatRounding);

    [Fact]
    public void PValue_OneScore_HalfLine()
    {
        Assert.Equal(1, Of(7).PValue(7));
        Assert.Equal(0, Of(7).PValue(7.1f));
    }

    [Fact]
    public void PValue_NaN_IsNaN() => Assert.Equal(float.NaN, Of(1, 2, 4).PValue(float.NaN));

    private static ScoreQuantiles Of(params float[] sorted) => new(sorted, 1f / sorted.Length);
}
