using MLNet.Vae.Parts.Likelihoods;
using MLNet.Vae.Tests.Support;
using MLNet.Vae.Training;

namespace MLNet.Vae.Tests.Training;

public class ScalePriorTests
{
    // Values of float32 around a mean near 0, whose moments are sums of some thousand terms in double precision.
    private const double Rounding = 1e-5;

    [Theory]
    [InlineData(new float[] { 1, 2, 4, 8, 16, 32 })]
    [InlineData(new float[] { -1, 1, -1, 1, -1, 1, 1 })]
    [InlineData(new float[] { 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1000, 1005 })]
    public void LogDeviationPrecision_OfValues_IsFourTimesTheirNumberByKurtosisLessOne(float[] values)
    {
        var column = Summary(values);
        double mean = values.Average(), variance = values.Average(x => Math.Pow(x - mean, 2));
        double kurtosis = values.Average(x => Math.Pow(x - mean, 4)) / (variance * variance);
        double byDefinition = 4 * values.Length / Math.Max(kurtosis - 1, 1);
        Assert.Equal(byDefinition, column.LogDeviationPrecision, Rounding * byDefinition);
    }

    [Fact]
    public void LogDeviationPrecision_OfManyDraws_IsOneOverTheVarianceOfTheLogarithm()
    {
        // 400 columns of 200 normal values: the variance of their 400 logarithms is known to a fourteenth, √(2/400).
        var logs = Enumerable.Range(0, 400).Select(i => Summary(Normal(200, 1, seed: i))).ToArray();
        double mean = logs.Average(column => Math.Log(column.Deviation));
        double variance = logs.Average(column => Math.Pow(Math.Log(column.Deviation) - mean, 2));
        double predicted = logs.Average(column => 1 / column.LogDeviationPrecision);
        Assert.Equal(variance, predicted, 3 * variance * Math.Sqrt(2 / 400.0));
    }

    [Fact]
    public void Deviation_OfAFeatureThatFewRowsChange_IsDrawnTowardsItsLikes()
    {
        float[] deviations = [.. Enumerable.Range(0, 20).Select(i => 95 + i / 2f)];
        var prior = ScalePrior.Learn([.. deviations.Select((deviation, i) => Summary(Normal(500, 1, i, deviation)))])!;
        Assert.InRange(prior.Deviation(Sparse(500, changed: 1, value: 100)), 80, 110);
        Assert.InRange(prior.Deviation(ColumnSummary.Empty), 90, 110);
    }

    // What 300 and more normal values say of their deviation is certain within a fifth.
    [Theory]
    [InlineData(300, 1e-4f)]
    [InlineData(300, 1e4f)]
    [InlineData(3000, 3)]
    public void Deviation_OfAFeatureThatManyValuesDetermine_StaysItsOwn(int rows, float deviation)
    {
        var prior = ScalePrior.Learn([.. Enumerable.Range(0, 20).Select(i => Summary(Normal(300, 1, i)))])!;
        var known = Summary(Normal(rows, 1, 99, deviation));
        Assert.InRange(prior.Deviation(known), known.Deviation / 1.3, known.Deviation * 1.3);
    }

    [Fact]
    public void Deviation_WhereUnitsDiffer_StaysTheFeaturesOwn()
    {
        float[] deviations = [.. Enumerable.Range(-10, 21).Select(i => MathF.Pow(10, i / 2f))];
        var columns = deviations.Select((deviation, i) => Summary(Normal(500, 1, i, deviation))).ToArray();
        var prior = ScalePrior.Learn(columns)!;
        Assert.All(columns, column => Assert.Equal(column.Deviation, prior.Deviation(column), 0.01 * column.Deviation));
        var sparse = Sparse(500, changed: 5, value: 100);
        Assert.Equal(sparse.Deviation, prior.Deviation(sparse), 0.1 * sparse.Deviation);
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void Learn_SomeFeaturesThatOneRowChanged_TellsWhetherConstantsChange(int count, bool expected)
    {
        var columns = Enumerable.Range(0, 20).Select(i => Summary(Normal(300, 1, i)))
            .Concat(Enumerable.Range(0, count).Select(_ => Sparse(300, changed: 1, value: 3)))
            .Concat(Enumerable.Range(0, 30).Select(_ => Sparse(300, changed: 2, value: 3)));
        Assert.Equal(expected, ScalePrior.Learn([.. columns])!.ConstantsChange);
    }

    [Fact]
    public void Learn_UnitsThatDiffer_SayNothingOfConstants()
    {
        var columns = Enumerable.Range(0, 20).Select(i => Summary(Normal(300, 1, i, MathF.Pow(10, i / 2f))))
            .Concat(Enumerable.Range(0, 20).Select(_ => Sparse(300, changed: 1, value: 3)));
        Assert.False(ScalePrior.Learn([.. columns])!.ConstantsChange);
    }

    [Fact]
    public void Learn_FewerThanTenFeatures_IsNone() =>
        Assert.Null(ScalePrior.Learn([.. Enumerable.Range(0, 9).Select(i => Summary(Normal(300, 1, i)))]));

    [Fact]
    public void Score_AlikeFeaturesOfWhichSomeHardlyChange_AreNotDrownedByOne()
    {
        // 60 features of deviation 1, of which 40 differ from 0 in one row of 300 alone: another such row is no more than a little rare.
        const int rows = 300, features = 60, rare = 40;
        var model = Fit.Model(Table(0), features, Fit.Small());
        float[] fresh = Table(7);
        var scores = new float[rows];
        var featureScores = new float[rows * features];
        model.Score(fresh, scores, featureScores);
        double typical = scores.Order().ElementAt(rows / 2);
        float largest = Enumerable.Range(0, rare).Max(d => featureScores[d * features + d]);
        // The square of the deviation that it had alone, √300, made it 150 nats and more at a learned deviation of 1.
        Assert.InRange(largest, 0, 150 + typical);

        float[] Table(int seed)
        {
            float[] table = Normal(rows, features, seed);
            for (int row = 0; row < rows; row++)
            {
                for (int d = 0; d < rare; d++)
                    table[row * features + d] = row == d ? 1 : 0;
            }

            return table;
        }
    }

    private static float[] Normal(int rows, int features, int seed, float deviation = 1) =>
        [.. new Numbers(seed).Normals(rows * features).Select(x => deviation * x)];

    private static ColumnSummary Sparse(int rows, int changed, float value) =>
        Summary([.. Enumerable.Range(0, rows).Select(row => row < changed ? value : 0)]);

    private static ColumnSummary Summary(IEnumerable<float> values)
    {
        var column = ColumnSummary.Empty;
        foreach (float value in values)
            column.Add(value);
        return column;
    }
}
