using MLNet.Vae.Model;
using MLNet.Vae.Training;
using MLNet.Vae.Training.Calibrating;

namespace MLNet.Vae.Tests.Training;

public class HoldoutTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(40)]
    [InlineData(300)]
    public void Create_FewRows_EachIsHeldOutOnceAndAllAreTrainedOn(int rows)
    {
        var holdout = Create(rows);
        Assert.Equal(rows, holdout.Training.RowCount);
        Assert.Null(holdout.HeldOut);
        Assert.Equal(Numbers(rows), holdout.Folds.SelectMany(fold => Values(fold.HeldOut)).Order());
        foreach (var fold in holdout.Folds)
        {
            Assert.Equal(Numbers(rows), Values(fold.HeldOut).Concat(Values(fold.Training)).Order());
            Assert.InRange(fold.HeldOut.RowCount, rows / holdout.Folds.Count, rows / holdout.Folds.Count + 1);
        }
    }

    // The others may not take longer than the training of the model itself: fewer rows are held out.
    [Fact]
    public void Create_LongTraining_OneFoldOfEight()
    {
        var holdout = Create(1600, epochs: 100_000);
        Assert.Equal((1600, 200), (holdout.Training.RowCount, Assert.Single(holdout.Folds).HeldOut.RowCount));
    }

    [Theory]
    [InlineData(2048, 409)]
    [InlineData(5000, 1000)]
    [InlineData(8000, 1000)]
    [InlineData(20_000, 2000)]
    [InlineData(200_000, CalibrationScores.MaxCount)]
    public void Create_ManyRows_SomeAreHeldOut(int rows, int heldOut)
    {
        var holdout = Create(rows);
        Assert.Empty(holdout.Folds);
        float[] held = Values(holdout.HeldOut!), training = Values(holdout.Training);
        Assert.Equal(heldOut, held.Length);
        Assert.Equal(training.Order(), training); // read in their order, as they lie in memory
        Assert.Equal(Numbers(rows), held.Concat(training).Order());
    }

    [Fact]
    public void Create_OneRow_NothingIsHeldOut()
    {
        var holdout = Create(1);
        Assert.Equal((1, null, 0), (holdout.Training.RowCount, holdout.HeldOut, holdout.Folds.Count));
    }

    [Theory]
    [InlineData(2, 0.5, 1)]
    [InlineData(3, 0.01, 1)]
    [InlineData(300, 0.1, 30)]
    [InlineData(5000, 0.5, 2500)]
    [InlineData(30_000, 0.5, 15_000)]
    public void Create_ShareOfTheOptions_IsHeldOutOfAnyNumberOfRows(int rows, double share, int heldOut)
    {
        var holdout = Create(rows, share: share);
        Assert.Empty(holdout.Folds);
        Assert.Equal(heldOut, holdout.HeldOut!.RowCount);
        Assert.Equal(Numbers(rows), Values(holdout.HeldOut).Concat(Values(holdout.Training)).Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(5000)]
    public void Create_ShareOfNone_AllAreTrainedOnByOneModel(int rows)
    {
        var holdout = Create(rows, share: 0);
        Assert.Equal((rows, null, 0), (holdout.Training.RowCount, holdout.HeldOut, holdout.Folds.Count));
    }

    [Fact]
    public void Create_ShareOfTheOnlyRow_IsRefusedByName()
    {
        var refused = Assert.Throws<ArgumentException>(() => Create(1, share: 0.1));
        Assert.Contains("ValidationFraction is 0.1, which leaves none of 1 row to train on; expected 0 or null.", refused.Message, StringComparison.Ordinal);
        Assert.Equal("options", refused.ParamName);
    }

    // Rows that follow each other are alike in a sorted file, or of one day: a part of the file is no sample of it.
    [Fact]
    public void Create_HeldOutRows_AreARandomSampleOfTheSeed()
    {
        float[] held = Values(Create(5000).HeldOut!);
        Assert.Equal(held, Values(Create(5000).HeldOut!));
        Assert.NotEqual(held, Values(Create(5000, seed: 2).HeldOut!));
        const double standardError = 5000 / 3.4641 / 31.62; // of the mean of 1,000 numbers from 0 to 5,000
        Assert.InRange(held.Average(), 2500 - 4 * standardError, 2500 + 4 * standardError);
    }

    private static Holdout Create(int rows, int seed = 1, int epochs = 10, double? share = null) =>
        Holdout.Create(new RowsInMemory(Numbers(rows), 1), new VaeOptions { Seed = seed, NumberOfEpochs = epochs, ValidationFraction = share });

    private static float[] Numbers(int rows) => [.. Enumerable.Range(0, rows).Select(row => (float)row)];

    private static float[] Values(IRowSource rows) => [.. Enumerable.Range(0, rows.RowCount).Select(row => rows.Read(row, 0, new float[1])[0])];
}
