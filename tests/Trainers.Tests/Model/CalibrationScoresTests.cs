using MLNet.Vae.Model;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Model;

public class CalibrationScoresTests
{
    [Theory]
    [InlineData(float.MinValue, 8, 8)]
    [InlineData(1, 8, 8)]
    [InlineData(1.1f, 7, 8)]
    [InlineData(2, 7, 8)]
    [InlineData(2.1f, 4, 8)]
    [InlineData(5, 3, 8)]
    [InlineData(9, 2, 8)]
    [InlineData(9.1f, 1, 8)]
    [InlineData(float.MaxValue, 1, 8)]
    public void PValue_IsOneMoreThanTheScoresAtLeastAsHighOfOneMoreThanAll(float score, int count, int of) =>
        Assert.Equal((float)count / of, new CalibrationScores([1, 2, 2, 2, 4, 5, 9]).PValue(score));

    [Fact]
    public void PValue_AnyScore_CountsThem()
    {
        float[] scores = new Numbers(1).Normals(2000);
        Array.Sort(scores);
        var calibration = new CalibrationScores(scores);
        foreach (float score in new Numbers(2).Normals(200))
            Assert.Equal((1f + scores.Count(other => other >= score)) / 2001, calibration.PValue(score));
    }

    [Fact]
    public void PValue_NaN_IsNaN() => Assert.Equal(float.NaN, new CalibrationScores([1, 2]).PValue(float.NaN));

    // One of the scores 1 … 19: k of them are at least as high, where k/20 is the nearest to the rate, of two the lower, and k is at least 1.
    [Theory]
    [InlineData(0.5, 10)]
    [InlineData(0.25, 15)]
    [InlineData(0.1, 18)]
    [InlineData(0.12, 18)]
    [InlineData(0.08, 18)]
    [InlineData(0.075, 19)]
    [InlineData(0.07, 19)]
    [InlineData(0.05, 19)]
    [InlineData(0.001, 19)]
    public void Threshold_OfARate_IsAboveTheConformalQuantile(double rate, double threshold)
    {
        float found = Of(19).Threshold(rate);
        Assert.InRange(found, threshold * (1 + 1e-6), threshold * (1 + 1e-5)); // by twice the tolerance of ties
    }

    // In floating point 50 · 0.07 is more than 3.5, which is as near to 3 as to 4.
    [Fact]
    public void Threshold_RateIsHalfwayBetweenTwo_RoundingDoesNotMatter() => Assert.Equal(47, Of(49).Threshold(0.07), 1e-3);

    [Fact]
    public void Threshold_Ties_AreOnOneSide()
    {
        var scores = new CalibrationScores([1, 2, 2, 2, 2, 2, 2, 8, 8]);
        Assert.InRange(scores.Threshold(0.5), 2.00001f, 2.0001f);
        Assert.Equal(scores.Threshold(0.5), scores.Threshold(0.3));
        Assert.InRange(scores.Threshold(0.2), 8.00001f, 8.0001f);
    }

    // A gap of three times the tolerance: the middle of it.
    [Fact]
    public void Threshold_NarrowGap_IsHalfway() => Assert.Equal(1.000006, new CalibrationScores([0, 1, 1.000012f]).Threshold(0.5), 5e-7);

    [Fact]
    public void MinRate_IsThatOfOneFreshRowAmongAll() => Assert.Equal(0.05, Of(19).MinRate);

    // Of scores 1 … n a fresh one is above the r-th with a probability of (n + 1 − r) / (n + 1).
    [Theory]
    [InlineData(10_001)]
    [InlineData(25_000)]
    [InlineData(100_000)]
    public void From_MoreThanAreKept_EachIsTheLowestThatMakesTheSamePromiseOfAll(int count)
    {
        var kept = CalibrationScores.From([.. Enumerable.Range(1, count).Select(score => (float)score)]);
        Assert.Equal(CalibrationScores.MaxCount, kept.Count);
        for (int j = 1; j <= kept.Count; j++)
        {
            // The probability that this many or fewer of the kept ones are at least as high, times (n + 1) (m + 1) to stay whole.
            long promised = (kept.Count + 1L - j) * (count + 1), rank = (long)kept.Sorted[j - 1];
            Assert.InRange((count + 1 - rank) * (kept.Count + 1), promised - kept.Count, promised);
        }
    }

    [Fact]
    public void From_AsManyAsAreKept_AreThose()
    {
        float[] scores = [.. Enumerable.Range(1, CalibrationScores.MaxCount).Select(score => (float)score)];
        Assert.Equal(scores, CalibrationScores.From(scores).Sorted);
    }

    private static CalibrationScores Of(int count) => new([.. Enumerable.Range(1, count).Select(score => (float)score)]);
}
