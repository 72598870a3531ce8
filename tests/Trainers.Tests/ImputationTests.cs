using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests;

/// <summary>Gaps filled by means and by draws.</summary>
public class ImputationTests
{
    private const int Features = 4;

    // Three features of one factor, and one that has nothing to do with them.
    private static readonly float[] Training = Samples.Beside(600, Samples.Factors(600, 3, 1, 0.1, seed: 1), new Numbers(2).Normals(600));

    private static readonly Lazy<VaeModel> Model = new(() =>
    {
        var options = VaeOptions.ForImputation();
        (options.NumberOfEpochs, options.Seed) = (150, 1);
        return Fit.Model(new Numbers(3).WithMissing(Training, 0.1), Features, options);
    });

    [Fact]
    public void Impute_Gaps_AreFilledByTheReconstructionAndTheRestStays()
    {
        float[] rows = new Numbers(4).WithMissing(Training[..(100 * Features)], 0.3);
        float[] imputed = new float[rows.Length], reconstruction = new float[rows.Length];
        Model.Value.Impute(rows, imputed);
        Model.Value.Reconstruct(rows, reconstruction);
        Close.ToTheBit([.. rows.Select((value, i) => float.IsNaN(value) ? reconstruction[i] : value)], imputed);
        Model.Value.Impute(rows, rows); // in place
        Close.ToTheBit(imputed, rows);
    }

    // What the other two features of the factor leave open is a tenth of the deviation, and a little for the model.
    [Fact]
    public void Impute_CorrelatedFeature_IsCloserThanItsMean()
    {
        float[] rows = Training[..(200 * Features)], imputed = new float[rows.Length];
        for (int row = 0; row < 200; row++)
            rows[row * Features + row % 3] = float.NaN;
        Model.Value.Impute(rows, imputed);
        double squares = Enumerable.Range(0, 200).Sum(row =>
        {
            int i = row * Features + row % 3;
            return Math.Pow((imputed[i] - Training[i]) / (row % 3 + 1), 2); // deviations are 1, 2 and 3
        });
        Assert.InRange(Math.Sqrt(squares / 200), 0, 0.4);
    }

    [Fact]
    public void Impute_DrawsOfAFeatureThatNothingTells_SpreadAsItDoes()
    {
        var options = VaeOptions.ForImputation();
        (options.Beta, options.NumberOfEpochs) = (1, 150);
        var model = Fit.Model(Training, Features, options);
        float[] rows = Training[..(300 * Features)], drawn = new float[rows.Length];
        for (int row = 0; row < 300; row++)
            rows[row * Features + 3] = float.NaN;
        model.Impute(rows, [], drawn, seed: 5, firstRow: 0);
        var (mean, deviation) = Samples.Moments(Samples.Column(drawn, Features, 3));
        Assert.InRange(mean, -0.35, 0.35); // 300 draws of a standard normal: 0.06, and what the model is off
        Assert.InRange(deviation, 0.7, 1.3);
    }

    [Fact]
    public void Impute_Draws_DependOnSeedAndNumberOfTheRowAlone()
    {
        float[] rows = new Numbers(4).WithMissing(Training[..(50 * Features)], 0.3);
        float[] all = Draw(rows, seed: 7, firstRow: 0), again = Draw(rows, seed: 7, firstRow: 0), another = Draw(rows, seed: 8, firstRow: 0);
        Close.ToTheBit(all, again);
        for (int i = 0; i < rows.Length; i++)
            Assert.Equal(float.IsNaN(rows[i]), all[i] != another[i]);
        Close.ToTheBit(all[(20 * Features)..], Draw(rows[(20 * Features)..], seed: 7, firstRow: 20));
    }

    [Fact]
    public void Impute_MissingSlotOfACategory_IsZeroWhereAnotherIsHot()
    {
        var options = VaeOptions.ForImputation();
        (options.CategoricalBlocks, options.NumberOfEpochs) = ([0..3], 20);
        var numbers = new Numbers(1);
        float[] rows = new float[200 * 4];
        for (int row = 0; row < 200; row++)
        {
            rows[row * 4 + (int)numbers.Uniform(0, 3)] = 1;
            rows[row * 4 + 3] = (float)numbers.Normal();
        }

        var model = Fit.Model(rows, 4, options);
        foreach (int? seed in new int?[] { null, 1 })
        {
            float[] hot = Imputed(model, seed, float.NaN, 1, 0, float.NaN), none = Imputed(model, seed, float.NaN, 0, float.NaN, 0.5f);
            Assert.Equal([0, 1, 0], hot[..3]);
            Assert.True(float.IsFinite(hot[3]));
            Assert.Equal((0, 0.5f), (none[1], none[3]));
            Assert.InRange(none[0] + none[2], 0, 1 + 1e-6f); // probabilities, or a draw of which the known 0 may have been hot
        }
    }

    [Fact]
    public void Impute_ModelOfAContext_TakesIt()
    {
        float[] context = [.. Enumerable.Range(0, 600).Select(row => (float)(row % 2))];
        float[] rows = [.. Training.Select((value, i) => i % Features == 3 ? 10 * context[i / Features] + value : value)];
        var options = VaeOptions.ForImputation();
        options.NumberOfEpochs = 60;
        var model = Fit.Model(rows, Features, context, 1, options);
        float[] gap = [10, 20, 30, float.NaN, 10, 20, 30, float.NaN], imputed = new float[8];
        model.Impute(gap, [0, 1], imputed);
        Assert.InRange(imputed[7] - imputed[3], 8, 12);
        Assert.Throws<ArgumentException>("context", () => model.Impute(gap, imputed));
    }

    [Fact]
    public void Impute_WrongLengths_NamesFoundAndExpected()
    {
        Assert.Throws<ArgumentException>("imputed", () => Model.Value.Impute(new float[Features], new float[1]));
        Assert.Throws<ArgumentException>("features", () => Model.Value.Impute(new float[Features + 1], new float[1]));
        Assert.Throws<ArgumentOutOfRangeException>("firstRow", () => Model.Value.Impute(new float[Features], [], new float[Features], 1, -1));
    }

    private static float[] Draw(float[] rows, int seed, long firstRow)
    {
        float[] drawn = new float[rows.Length];
        Model.Value.Impute(rows, [], drawn, seed, firstRow);
        return drawn;
    }

    private static float[] Imputed(VaeModel model, int? seed, params float[] row)
    {
        float[] imputed = new float[row.Length];
        if (seed is { } given)
            model.Impute(row, [], imputed, given, 0);
        else
            model.Impute(row, imputed);
        return imputed;
    }
}
