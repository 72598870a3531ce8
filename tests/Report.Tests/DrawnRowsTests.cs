using MLNet.Vae.Rows;

namespace MLNet.Vae.Tests.Report;

public sealed class DrawnRowsTests
{
    [Fact]
    public void Choose_OfFewRows_TakesAllFromTheHighestScoreDown() => Assert.Equal([2, 0, 3, 1], DrawnRows.Choose([5f, 1, 9, 5]));

    [Fact]
    public void Choose_OfManyRows_TakesTheMostAnomalousAndReachesTheLeast()
    {
        const int rows = 40_000, drawn = 2500, certain = 500;
        int[] chosen = DrawnRows.Choose([.. Enumerable.Range(0, rows).Select(row => (float)(row * 7919L % rows))]); // each score once
        int[] scores = [.. chosen.Select(row => (int)(row * 7919L % rows))];

        Assert.Equal(drawn, scores.Distinct().Count());
        Assert.Equal(Enumerable.Range(0, certain).Select(rank => rows - 1 - rank), scores[..certain]);
        Assert.Contains(scores, score => score < rows / 100);
    }
}
