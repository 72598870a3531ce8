using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests;

public class FalseDiscoveryRateTests
{
    // The example of Benjamini and Hochberg 1995, section 3.1: fifteen p-values of which four are at most k 0.05 / 15 at their last.
    private static readonly float[] Paper =
    [
        0.0001f, 0.0004f, 0.0019f, 0.0095f, 0.0201f, 0.0278f, 0.0298f, 0.0344f, 0.0459f, 0.3240f, 0.4262f, 0.5719f, 0.6528f, 0.7590f, 1.0000f,
    ];

    [Theory]
    [InlineData(0.05, 4)]
    [InlineData(0.1, 9)]
    [InlineData(0.005, 2)]
    [InlineData(0.001, 0)]
    public void Select_WorkedExample_AsManyAsThePaper(double rate, int count)
    {
        bool[] selected = new bool[15];
        Assert.Equal(count, FalseDiscoveryRate.Select(Paper, rate, selected));
        Assert.Equal(Paper.Select((_, i) => i < count), selected);
        float[] reversed = [.. Paper.AsEnumerable().Reverse()];
        FalseDiscoveryRate.Select(reversed, rate, selected);
        Assert.Equal(Paper.Select((_, i) => i < count).Reverse(), selected);
    }

    // k / n of the rate: with p 0.02, 0.02, 0.02 of four rows at 0.1 the third counts for all, though the first alone would not do at 0.01.
    [Theory]
    [InlineData(0.1, new[] { 0.02f, 0.02f, 0.5f, 0.02f }, "1101")]
    [InlineData(0.02, new[] { 0.02f, 0.02f, 0.5f, 0.02f }, "0000")]
    [InlineData(0.1, new[] { float.NaN, 0.04f, float.NaN, 0.9f }, "0100")]
    [InlineData(0.1, new[] { float.NaN, 0.06f, float.NaN, 0.9f }, "0000")]
    [InlineData(0.5, new float[0], "")]
    [InlineData(0.5, new[] { float.NaN }, "0")]
    public void Select_TiesAndMissing_AreTakenTogetherAndNotAtAll(double rate, float[] pValues, string expected)
    {
        bool[] selected = new bool[pValues.Length];
        Assert.Equal(expected.Count(letter => letter == '1'), FalseDiscoveryRate.Select(pValues, rate, selected));
        Assert.Equal(expected, string.Concat(selected.Select(isSelected => isSelected ? '1' : '0')));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void Select_RateOutOfRange_Throws(double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>("rate", () => FalseDiscoveryRate.Select([0.5f], rate, new bool[1]));

    [Fact]
    public void Select_AnotherLength_Throws() =>
        Assert.Throws<ArgumentException>("isSelected", () => FalseDiscoveryRate.Select([0.5f], 0.1, new bool[2]));

    // Anomalies that are torn rows: every value is ordinary, together they are not. Over the draws the share of normal rows among the
    // selected is at most the rate, and the half that could be found is found.
    [Fact]
    public void Select_PValuesOfAModel_KeepsTheRate()
    {
        const int draws = 60, normal = 90, anomalies = 30, features = 6;
        const double rate = 0.1;
        double[] wrong = new double[draws], found = new double[draws];
        Parallel.For(0, draws, draw =>
        {
            var (training, fresh) = Samples.FactorsTwice(300, normal + anomalies, features, 2, 0.1, seed: draw);
            for (int row = normal; row < normal + anomalies; row++)
                fresh[row * features + draw % features] += 5 * features;
            var options = new VaeOptions { HiddenLayers = [], NumberOfEpochs = 30, BatchSize = 64, NumberOfThreads = 1, Seed = draw };
            var model = Fit.Model(training, features, options);
            bool[] selected = new bool[normal + anomalies];
            int count = FalseDiscoveryRate.Select([.. model.Scores(fresh).Select(model.PValue)], rate, selected);
            wrong[draw] = count == 0 ? 0 : (double)selected[..normal].Count(isSelected => isSelected) / count;
            found[draw] = (double)selected[normal..].Count(isSelected => isSelected) / anomalies;
        });

        double mean = wrong.Average(), deviation = Math.Sqrt(wrong.Sum(share => (share - mean) * (share - mean)) / (draws - 1));
        Assert.InRange(mean, 0, rate + 3 * deviation / Math.Sqrt(draws));
        Assert.InRange(found.Average(), 0.5, 1);
    }
}
