using MLNet.Vae.Rows;

namespace MLNet.Vae.Tests.Report;

public sealed class RankingTests
{
    private const int Rows = 60;
    private const int Digits = 12; // sums of some dozens of doubles

    [Theory]
    [InlineData(4)] // many equal scores
    [InlineData(1000)]
    public void AreaUnderRocCurve_IsTheShareOfPairsThatAreInOrder(int different)
    {
        var (scores, labels) = Make(different);
        double pairs = 0, inOrder = 0;
        for (int i = 0; i < Rows; i++)
        {
            for (int j = 0; j < Rows; j++)
            {
                if (!labels[i] || labels[j])
                    continue;
                pairs++;
                inOrder += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
            }
        }

        Assert.Equal(inOrder / pairs, Ranking.AreaUnderRocCurve(scores, labels), Digits);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(1000)]
    public void AveragePrecision_IsTheSumOverTheThresholds(int different)
    {
        var (scores, labels) = Make(different);
        double sum = 0, last = 0;
        foreach (float threshold in scores.Distinct().OrderDescending())
        {
            int above = scores.Count(score => score >= threshold), found = scores.Where((score, row) => score >= threshold && labels[row]).Count();
            double recall = (double)found / labels.Count(label => label);
            sum += (recall - last) * found / above;
            last = recall;
        }

        Assert.Equal(sum, Ranking.AveragePrecision(scores, labels), Digits);
    }

    [Fact]
    public void AreaUnderRocCurve_WithoutAnomalies_IsNaN() => Assert.True(double.IsNaN(Ranking.AreaUnderRocCurve([1, 2], [false, false])));

    private static (float[] Scores, bool[] Labels) Make(int different)
    {
        var random = new Random(different);
        return ([.. Enumerable.Range(0, Rows).Select(_ => (float)random.Next(different))], [.. Enumerable.Range(0, Rows).Select(_ => random.Next(3) == 0)]);
    }
}
