using Microsoft.ML;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Persistence;

/// <summary>The model's own file is tested with the engine; these tests are about what lies around it.</summary>
public sealed class DamagedZipTests
{
    private const string Model = "Model.onnx", Columns = "Columns";

    private static readonly byte[] Whole = Zip.Save(Trained.Detector);

    [Theory]
    [InlineData(Model)]
    [InlineData(Columns)]
    public void MissingEntry_IsNamed(string entry) => AssertRefused(entry, Zip.With(Whole, entry, null));

    [Theory]
    [InlineData(Model)]
    [InlineData(Columns)]
    public void EntryCutAnywhere_IsRefused(string entry)
    {
        byte[] contents = Zip.Read(Whole, entry);
        foreach (int length in Enumerable.Range(0, contents.Length).Where(length => length < 100 || length % 997 == 0))
            AssertRefused("", Zip.With(Whole, entry, contents[..length]));
    }

    // The end of what is saved: no name of a column, no names of slots.
    private static readonly byte[] NoContext = [0, 0, 0, 0, 0];

    [Fact]
    public void AlteredModel_IsRefused()
    {
        byte[] contents = Zip.Read(Whole, Model);
        contents[contents.Length / 2] ^= 1;

        AssertRefused("sha256", Zip.With(Whole, Model, contents));
    }

    [Fact]
    public void MoreThanTheColumns_IsRefused() => AssertRefused(Columns, Zip.With(Whole, Columns, [.. Zip.Read(Whole, Columns), 0]));

    [Fact]
    public void SlotNamesForAnotherModel_AreRefused()
    {
        var other = new MLContext(seed: 1).AnomalyDetection.Trainers.Vae(numberOfEpochs: 1)
            .Fit(new VectorTable("Features", [[1, 2], [2, 3], [4, 1]], slotNames: ["a", "b"]));

        AssertRefused("there are 2 slot names", Zip.With(Whole, Columns, Zip.Read(Zip.Save(other), Columns)));
    }

    [Fact]
    public void DimensionsOfAnotherModel_AreRefused()
    {
        byte[] columns = Zip.Read(Whole, Columns);
        byte[] end = [0, 0, 0, 0, 0, .. NoContext]; // no dimensions, slots not to be reordered
        Assert.Equal(end, columns[^end.Length..]);
        byte[] dimensions = [1, 0, 0, 0, Samples.FeatureCount + 1, 0, 0, 0, 0, .. NoContext];

        AssertRefused("the dimensions are 7, of 6 features", Zip.With(Whole, Columns, [.. columns[..^end.Length], .. dimensions]));
    }

    [Fact]
    public void NegativeCount_IsRefused()
    {
        byte[] columns = Zip.Read(Whole, Columns);
        columns[^(6 + NoContext.Length)] = 0x80; // of the number of views, before that of dimensions and the order of slots

        AssertRefused("there are -2147483648 views", Zip.With(Whole, Columns, columns));
    }

    [Fact]
    public void UnknownView_IsRefused()
    {
        byte[] columns = Zip.Read(Whole, Columns);
        columns[1] ^= 1;

        AssertRefused("there is no view", Zip.With(Whole, Columns, columns));
    }

    // ML.NET calls the loader by reflection, and puts the exceptions of that around ours.
    private static void AssertRefused(string fact, byte[] zip)
    {
        Exception? exception = Assert.ThrowsAny<Exception>(() => Zip.Load(zip));
        while (exception is not (null or VaeModelFormatException))
            exception = exception.InnerException;
        Assert.NotNull(exception);
        Assert.Contains(fact, exception.Message, StringComparison.Ordinal);
    }
}
