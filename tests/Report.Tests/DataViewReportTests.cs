using System.Text;
using Microsoft.ML;

namespace MLNet.Vae.Tests.Report;

/// <summary>The page that is written of ML.NET's data.</summary>
public sealed class DataViewReportTests
{
    private const int Rows = 300;

    private static readonly MLContext Context = new(seed: 1);

    private static readonly Lazy<ITransformer> Model = new(() => Pipeline().Fit(Data()));

    [Fact]
    public void Page_IsThatOfTheSameRowsInMemory()
    {
        byte[] page = Page(new() { LabelColumnName = "IsBroken", RowNameColumnName = "Time" });
        using var stream = new MemoryStream();
        VaeReport.Write(stream, Model.Value.FindVae().Model, Samples.Rows(Rows), new()
        {
            FeatureNames = ["Pressure", "Flow", "Temperature"],
            Labels = Samples.Labels(Rows),
            RowNames = [.. Enumerable.Range(0, Rows).Select(Reading.TimeOf)],
        });

        Assert.Equal(Encoding.UTF8.GetString(stream.ToArray()), Encoding.UTF8.GetString(page));
    }

    [Theory]
    [InlineData("IsBroken", "Number")]
    [InlineData("Label", "Id")]
    [InlineData(null, null)]
    public void Columns_OfEachType_AreRead(string? label, string? name)
    {
        string page = Encoding.UTF8.GetString(Page(new() { LabelColumnName = label, RowNameColumnName = name }));
        Assert.Contains($"\"row {(name == "Id" ? 1007 : 7)}: \"", page, StringComparison.Ordinal);
        Assert.Equal(label is not null, page.Contains("area under the ROC curve", StringComparison.Ordinal));
    }

    [Fact]
    public void Label_ThatIsNeitherZeroNorOne_IsRefusedWithItsRow() => Assert.Contains(
        "The label column 'Number' is 2 in row 2",
        Assert.Throws<InvalidOperationException>(() => Page(new() { LabelColumnName = "Number" })).Message, StringComparison.Ordinal);

    [Fact]
    public void Column_ThatIsMissingOrOfAnotherType_IsRefusedByName()
    {
        Assert.Contains("The label column 'Lable' must be a Boolean, or a Single of 0 and 1; found no column of that name.",
            Assert.Throws<ArgumentException>(() => Page(new() { LabelColumnName = "Lable" })).Message, StringComparison.Ordinal);
        Assert.Contains("The label column 'Time' must be a Boolean, or a Single of 0 and 1; found String",
            Assert.Throws<ArgumentException>(() => Page(new() { LabelColumnName = "Time" })).Message, StringComparison.Ordinal);
        Assert.Contains("The row name column 'Features' must be a text or a number",
            Assert.Throws<ArgumentException>(() => Page(new() { RowNameColumnName = "Features" })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_ThatIsNotTransformed_IsRefusedByItsFeatureColumn() => Assert.Contains(
        "'Features'", Assert.ThrowsAny<ArgumentException>(() => VaeReport.Write(new MemoryStream(), Model.Value, Data())).Message, StringComparison.Ordinal);

    [Fact]
    public void Data_WithoutRows_IsRefused()
    {
        var none = Model.Value.Transform(Context.Data.FilterRowsByColumn(Data(), "Number", lowerBound: -2, upperBound: -1));
        Assert.Contains("no rows", Assert.Throws<ArgumentException>(() => VaeReport.Write(new MemoryStream(), Model.Value, none)).Message, StringComparison.Ordinal);
    }

    private static byte[] Page(VaeDataViewReportOptions options)
    {
        using var stream = new MemoryStream();
        VaeReport.Write(stream, Model.Value, Model.Value.Transform(Data()), options);
        return stream.ToArray();
    }

    private static IEstimator<ITransformer> Pipeline() => Context.Transforms.Concatenate("Features", "Pressure", "Flow", "Temperature")
        .Append(Context.AnomalyDetection.Trainers.Vae(numberOfEpochs: 20, seed: 1));

    private static IDataView Data()
    {
        float[] rows = Samples.Rows(Rows);
        return Context.Data.LoadFromEnumerable(Enumerable.Range(0, Rows).Select(row => new Reading
        {
            Pressure = rows[row * Samples.Features],
            Flow = rows[row * Samples.Features + 1],
            Temperature = rows[row * Samples.Features + 2],
            IsBroken = Samples.IsAnomaly(row),
            Label = Samples.IsAnomaly(row) ? 1 : 0,
            Number = row,
            Id = 1000 + row,
            Time = Reading.TimeOf(row),
        }));
    }

    private sealed class Reading
    {
        public float Pressure { get; set; }

        public float Flow { get; set; }

        public float Temperature { get; set; }

        public bool IsBroken { get; set; }

        public float Label { get; set; }

        public float Number { get; set; }

        public long Id { get; set; }

        public string Time { get; set; } = "";

        public static string TimeOf(int row) => $"minute {row}";
    }
}
