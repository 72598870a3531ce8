using MLNet.Vae.Examples.AnomalyDetection;
using MLNet.Vae.Examples.Common;

namespace MLNet.Vae.Tests.Repository.Examples;

/// <summary>What the demo makes of a CSV file that somebody brings along.</summary>
public sealed class DemoFileTests
{
    private const int Rows = 30;

    [Theory]
    [InlineData("sex,smoker,x", "sex", "'smoker'")]
    [InlineData("sex,Outlier,x", "Outlier", "'sex'")]
    [InlineData("OUTLIER,Target,x", "Target", "'OUTLIER'")]
    public void Label_OfSeveralColumnsOfZeroAndOne_IsTheUsualNameOrTheFirst(string header, string taken, string others)
    {
        var data = Load(header, row => [Binary(row), Binary(row), $"{row}"]);

        Assert.Equal(taken, data.LabelName);
        string note = Assert.Single(data.Remarks.Notes);
        Assert.Contains($"took '{taken}' of 2 columns", note, StringComparison.Ordinal);
        Assert.Contains($"features: {others}.", note, StringComparison.Ordinal);
    }

    [Fact]
    public void Label_NamedByTheUser_NeedsNoNote()
    {
        var data = Load("label,sex,x", row => [Binary(row), Binary(row), $"{row}"], "sex");

        Assert.Equal("sex", data.LabelName);
        Assert.Empty(data.Remarks.Notes);
    }

    [Fact]
    public void Label_WithAMissingValue_IsRefusedWithItsRow()
    {
        var refused = Assert.Throws<InputException>(() => Load("sex,label,x", row => [Binary(row), row == 7 ? "NA" : Binary(row), $"{row}"]));

        Assert.Contains("row 7, label 'label': found no value", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("NA")]
    [InlineData("n/a")]
    [InlineData("NaN")]
    [InlineData("NULL")]
    [InlineData("None")]
    [InlineData("?")]
    [InlineData("-")]
    public void Cell_WithASignForAMissingValue_IsMissingAndCounted(string sign)
    {
        var data = Load("label,x,y", row => [Binary(row), row % 2 == 0 ? sign : $"{row}", row == 3 ? sign : $"{row}"]);

        Assert.Equal("Missing values: 16 (15 in 'x', 1 in 'y').", Assert.Single(data.Remarks.Notes));
        Assert.Equal(16, data.Normal.Concat(data.Anomalies).Sum(row => row.Features.Count(float.IsNaN)));
    }

    [Theory]
    [InlineData("high", "'high'")]
    [InlineData("1e99", "'1e99'")]
    [InlineData("\"two\nlines\"", "'two lines'")]
    public void Cell_WithoutANumber_IsRefusedWithItsColumnAndRow(string cell, string shown)
    {
        var refused = Assert.Throws<InputException>(() => Load("label,x", row => [Binary(row), row == 7 ? cell : $"{row}"]));

        Assert.Contains($"row 7, column 'x': {shown} is not a number", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void Cell_QuotedOverSeveralLines_IsRead()
    {
        var data = Load("label,\"size\nin cm\"", row => [Binary(row), row == 7 ? "\"7\n\"" : $"{row}"]);

        Assert.Equal(["size in cm"], data.FeatureNames);
        Assert.Equal(Enumerable.Range(1, Rows), data.Normal.Concat(data.Anomalies).Select(row => (int)row.Features[0]).Order());
    }

    [Fact]
    public void QuotationMark_LeftOpen_IsRefused()
    {
        var refused = Assert.Throws<InputException>(() => Load("label,x", row => [Binary(row), row == 7 ? "\"7" : $"{row}"]));

        Assert.Contains("quotation mark", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Feature_ThatIsTheOnlyOne_IsRead() =>
        Assert.All(Load("label,x", row => [Binary(row), $"{row}"]).Normal, row => Assert.Equal([row.Row], row.Features));

    [Theory]
    [InlineData(20, null)]
    [InlineData(31, "'label' is 1 in 31 of 51 rows")]
    public void Label_ThatIsMostlyOne_IsWarnedOf(int anomalies, string? warning)
    {
        string[] lines = [.. Enumerable.Range(0, 20 + anomalies).Select(row => $"{(row < anomalies ? 1 : 0)},{row}")];
        AssertWarning(warning, Load("label,x", lines));
    }

    [Theory]
    [InlineData("1", "2", "all features are constant")]
    [InlineData("1", "NA", "all features are constant")]
    [InlineData("1", "{0}", "constant features, which tell no row from another: 'x'.")]
    [InlineData("{0}", "{0}", null)]
    public void Features_ThatAreConstant_AreWarnedOf(string x, string y, string? warning) =>
        AssertWarning(warning, Load("label,x,y", row => [Binary(row), string.Format(null, x, row), string.Format(null, y, row)]));

    [Theory]
    [InlineData(4000_1234_1234_0000, 1, "are rounded to a float32: 'id'")] // 16 digits, the same as float32.
    [InlineData(1 << 24, 1, "are rounded to a float32: 'id'")]
    [InlineData((1 << 24) - Rows, 1, null)] // Each is a float32.
    [InlineData(1 << 24, 2, null)] // Each stands twice.
    public void Identifiers_ThatFloat32Rounds_AreWarnedOf(long first, int times, string? warning) =>
        AssertWarning(warning, Load("label,id,x", row => [Binary(row), $"{first + row / times}", $"{row}"]));

    private static void AssertWarning(string? expected, LabeledData data)
    {
        if (expected is null)
            Assert.Empty(data.Remarks.Warnings);
        else
            Assert.Contains(expected, Assert.Single(data.Remarks.Warnings), StringComparison.Ordinal);
    }

    private static string Binary(int row) => row % 5 == 0 ? "1" : "0";

    private static LabeledData Load(string header, Func<int, string[]> cells, string? label = null) =>
        Load(header, Enumerable.Range(1, Rows).Select(row => string.Join(',', cells(row))), label);

    private static LabeledData Load(string header, IEnumerable<string> lines, string? label = null)
    {
        using var file = new TemporaryFile(string.Join('\n', [header, .. lines]));
        return LabeledData.Load(file.Path, label);
    }
}
