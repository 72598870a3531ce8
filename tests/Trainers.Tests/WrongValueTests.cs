using MLNet.Vae.Tests.Onnx;
using MLNet.Vae.Tests.Support;
using MLNet.Vae.Training;

namespace MLNet.Vae.Tests;

/// <summary>A few wrong cells in the training rows must not blind a feature, and a heavy tail is no wrong cell.</summary>
public class WrongValueTests
{
    private const int Features = 5, Rows = 1000;

    // The share of the distance at which a value is flagged that two cells in a hundred may cost.
    private const double Cost = 0.1;

    [Theory]
    [InlineData(-9999f, 2, true, 0.05)]
    [InlineData(-9999f, 2, false, 0.05)]
    [InlineData(-9999f, 20, true, 0.05)]
    [InlineData(-9999f, 20, false, 0.05)]
    [InlineData(-9999f, 20, false, 0.01)]
    [InlineData(1e30f, 1, false, 0.05)]
    [InlineData(3e38f, 1, false, 0.05)]
    [InlineData(1e30f, 20, true, 0.05)]
    [InlineData(1e30f, 20, false, 0.05)]
    [InlineData(-60f, 20, false, 0.05)] // 20 deviations
    [InlineData(500f, 20, true, 0.05)]
    [InlineData(500f, 20, false, 0.05)]
    [InlineData(500f, 20, false, 0.01)]
    public void Fit_WrongCells_TheFeatureStillSees(float wrong, int cells, bool isTold, double rate)
    {
        float[] clean = Samples.Factors(Rows, Features, 2, 0.5, seed: 5), dirty = [.. clean];
        for (int i = 0; i < cells; i++)
            dirty[(i * 37 + 11) * Features + 2] = wrong;
        var options = Fit.Small(60);
        options.FalseAlarmRate = rate;
        double expected = FlaggedDistance(Fit.Model(clean, Features, options), clean);
        if (isTold)
            options.Contamination = (double)cells / Rows; // which changes nothing: they are found
        var model = Fit.Model(dirty, Features, options);
        double found = FlaggedDistance(model, clean);
        Assert.InRange(found / expected, 1 - Cost, 1 + Cost);
        var diagnostic = Assert.Single(model.Diagnostics);
        Assert.Equal(2, diagnostic.FeatureIndex);
        Assert.Contains($"{cells} of its values lie far apart from all others, {wrong} ({cells} times) among them", diagnostic.Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Find_HeavyTails_NothingIsWrong(int seed)
    {
        var numbers = new Numbers(seed);
        float[] lognormal = [.. numbers.Normals(20_000).Select(z => MathF.Exp(1.5f * z))];
        float[] exponential = [.. numbers.Uniforms(20_000, 1e-6, 1).Select(u => -MathF.Log(u))];
        float[] spike = [.. numbers.Uniforms(20_000, 0, 1).Select(u => u < 0.92 ? 0 : MathF.Exp(10 * u))];
        float[] trimodal = [.. numbers.Uniforms(20_000, 0, 1).Select(u => u < 0.01 ? 100 : u < 0.5 ? u : 20 + u)];
        foreach (float[] column in new[] { lognormal, exponential, spike, trimodal })
            Assert.Empty(Wrong(column));
    }

    [Fact]
    public void Fit_MoreWrongCellsThanOnes_TheFeatureIsOneOfBits()
    {
        float[] rows = [.. new Numbers(2).Uniforms(2000, 0, 1).Select((u, i) => i % 2 == 0 ? u : i % 400 == 1 ? 1f : i % 200 == 3 ? -9999f : 0f)];
        var model = Fit.Model(rows, 2, Fit.Small(20));
        Assert.Equal(VaeLikelihood.Binary, model.Likelihoods[1]);
        Assert.Contains("10 of its values", Assert.Single(model.Diagnostics).Message);
    }

    [Fact]
    public void Fit_WrongCellsAmongBits_TheFeatureIsOneOfBits()
    {
        float[] rows = [.. new Numbers(2).Uniforms(2000, 0, 1).Select((u, i) => i % 2 == 0 ? u : u < 0.3 ? 1f : 0f)];
        (rows[101], rows[801]) = (-9999, -9999);
        var model = Fit.Model(rows, 2, Fit.Small(20));
        Assert.Equal(VaeLikelihood.Binary, model.Likelihoods[1]);
        Assert.Equal(1, Assert.Single(model.Diagnostics).FeatureIndex);
        Assert.True(model.Scores([0.5f, 2])[0] > model.Threshold);
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(33, true)]
    [InlineData(34, false)]
    public void Find_ValuesFarOff_OneInThirtyMayBeWrong(int cells, bool areWrong)
    {
        float[] column = [.. new Numbers(3).Normals(1000).Select((z, row) => row < cells ? -9999 : z)];
        Assert.Equal(areWrong ? cells : 0, Wrong(column).Sum(wrong => wrong.Values.Length));
    }

    // The farthest of the others is nine deviations out.
    [Theory]
    [InlineData(1, true, 10)]
    [InlineData(2, true, 6.32)]
    [InlineData(3, true, 4.31)]
    [InlineData(5, true, 3.17)]
    [InlineData(6, true, 3)]
    [InlineData(30, true, 3)]
    [InlineData(2, false, 10)]
    [InlineData(30, false, 10)]
    public void Find_ValuesFarOff_ACodeMayLieNearer(int cells, bool areEqual, double gap)
    {
        const double near = 0.97, far = 1.03; // more than the median of the column may be off from 0
        Assert.Empty(Wrong(Column(near)));
        Assert.Equal(cells, Assert.Single(Wrong(Column(far))).Values.Length);

        float[] Column(double factor) => [.. new Numbers(3).Normals(1000).Select(
            (z, row) => row < cells ? (float)(9 * gap * factor + (areEqual ? 0 : row)) : row == cells ? 9 : z)];
    }

    // A gap of ten times before k values has a probability of 10^−k in a tail of index 1: 0.111 in all. Fewer have one here: in most columns more than one
    // in thirty is far out.
    [Fact]
    public void Find_TailsAsHeavyAsCauchys_HasNoMoreGapsThanDerived()
    {
        const int columns = 1000;
        const double most = 0.111, standardError = 0.01;
        float[] rows = [.. new Numbers(4).Uniforms(200 * columns, 1e-6, 1).Select(u => 1 / u)];
        Assert.InRange((double)Wrong(rows, columns).Count / columns, 0.005, most + 3 * standardError);
    }

    // A second kind of machine, 2 % of the rows: near the others, far from them, or anywhere between.
    [Theory]
    [InlineData(6, 2)]
    [InlineData(12, 1)]
    [InlineData(25, 1)]
    [InlineData(20, 10)]
    public void Find_ARareKindOfRows_NothingIsWrong(double center, double deviation)
    {
        float[] column = [.. new Numbers(3).Normals(2000).Select((z, row) => row % 50 == 0 ? (float)(center + deviation * z) : z)];
        Assert.Empty(Wrong(column));
    }

    [Fact]
    public void Find_ATenthOfTheRowsFarOff_NothingIsWrong()
    {
        float[] column = [.. new Numbers(3).Normals(20_000).Select((z, row) => row < 2_000 ? 1e5f + z : z)]; // all at the beginning
        Assert.Empty(Wrong(column));
    }

    [Fact]
    public void Fit_CleanRows_HasNothingToSay() => Assert.Empty(Trained.Real.Diagnostics);

    [Fact]
    public void Fit_NothingToLearn_SaysSo()
    {
        Assert.Contains("All training rows are equal", Message([.. Enumerable.Repeat(3f, 60)], 3));
        Assert.Contains("All training rows are equal", Message([1, 2, 3], 3));
        Assert.Contains("No training row has any value", Message([.. Enumerable.Repeat(float.NaN, 60)], 3));
        Assert.Contains("fewer than the features, 2 and 3", Message([1, 2, 3, 4, 5, 6], 3));
        Assert.Contains("fewer than the features, 4 and 20", Message(new Numbers(1).Normals(80), 20));
        float[] withoutSecond = [.. new Numbers(1).Normals(300).Select((value, i) => i % 3 == 1 ? float.NaN : value)];
        var model = Fit.Model(withoutSecond, 3, Fit.Small(2));
        Assert.Contains(model.Diagnostics, diagnostic => diagnostic.FeatureIndex == 1 && diagnostic.Message.Contains("No training row has a value"));
        Assert.Empty(VaeModel.Load(new MemoryStream(model.Saved())).Diagnostics);
    }

    [Fact]
    public void Fit_CollapsedPosterior_SaysSo()
    {
        var options = Fit.Small(40);
        options.Beta = 100;
        options.KlWarmUp = 0;
        var model = Fit.Model(new Numbers(1).Normals(2000), 4, options);
        Assert.Equal(0, model.NumberOfActiveUnits);
        Assert.Contains(model.Diagnostics, diagnostic => diagnostic.Message.Contains("collapsed"));
        Assert.Same(model.Diagnostics, model.WithThreshold(3).Diagnostics);
    }

    private static IReadOnlyList<WrongValues> Wrong(float[] rows, int features = 1)
    {
        var data = new RowsInMemory(rows, features);
        return WrongValueSearch.Find(data, FeatureStatistics.Learn(data, new VaeLikelihood[features]));
    }

    private static string Message(float[] rows, int features) =>
        string.Join('\n', Fit.Model(rows, features, Fit.Small(2)).Diagnostics.Select(diagnostic => diagnostic.Message));

    // The median over some rows of how far the third feature must be moved up for the row to be flagged, in its units.
    private static double FlaggedDistance(VaeModel model, float[] rows)
    {
        var distances = new List<double>();
        for (int row = 0; row < 100; row++)
        {
            float[] x = rows[(row * Features)..((row + 1) * Features)];
            float start = x[2];
            double low = 0, high = 1000;
            while (high - low > 1e-3)
            {
                double middle = (low + high) / 2;
                x[2] = (float)(start + middle);
                if (model.Scores(x)[0] > model.Threshold)
                    high = middle;
                else
                    low = middle;
            }

            distances.Add(high);
        }

        return distances.Order().ElementAt(50);
    }
}
