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
    [InlineData("sex,label,x", "label", "'sex'")]
    [InlineData("sex,class,x", "class", "'sex'")]
    [InlineData("sex,anomaly,x", "anomaly", "'sex'")]
    public void Label_OfSeveralColumnsOfZeroAndOne_IsTheUsualNameOrTheFirst(string header, string taken, string others)
    {
        var data = Load(header, row => [Binary(row), Binary(row), $"{row}"]);

        Assert.Equal(taken, data.LabelName);
        string note = Assert.Single(data.Remarks.Notes);
        Assert.Contains($"took '{taken}' of 2 columns that say yes or no", note, StringComparison.Ordinal);
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

        Assert.Contains("line 8, label 'label': found no value", refused.Message, StringComparison.Ordinal);
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
    public void Cell_WithoutANumberAmongNumbers_IsRefusedWithItsColumnAndLine(string cell, string shown)
    {
        var refused = Assert.Throws<InputException>(() => Load("label,x", row => [Binary(row), row == 7 ? cell : $"{row}"]));

        Assert.Contains($"line 8, column 'x': found {shown}; expected a number", refused.Message, StringComparison.Ordinal);
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
    [InlineData(31, "'label' is '1' in 31 of 51 rows")]
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

    [Theory]
    [InlineData("no", "yes")]
    [InlineData("FALSE", "True")]
    [InlineData("normal", "Outlier")]
    [InlineData("0.0", "1.0")]
    public void Label_ThatSaysItItself_IsRead(string normal, string anomaly)
    {
        var data = Load("state,x", row => [row % 5 == 0 ? anomaly : normal, $"{row}"]);
        Assert.Equal("state", data.LabelName);
        Assert.Equal(Enumerable.Range(1, Rows).Where(row => row % 5 == 0), data.Anomalies.Select(row => row.Row));
    }

    [Theory]
    [InlineData("broken")]
    [InlineData("2")]
    public void Label_OfWhichTheUserNamesTheAnomaly_IsRead(string anomaly)
    {
        using var file = new TemporaryFile(string.Join('\n', Enumerable.Range(1, Rows)
            .Select(row => $"{(row % 5 == 0 ? anomaly : row % 2 == 0 ? "worn" : "new")},{row}").Prepend("class,x")));
        var data = LabeledData.Load(file.Path, labelName: null, anomaly);
        Assert.Equal(Enumerable.Range(1, Rows).Where(row => row % 5 == 0), data.Anomalies.Select(row => row.Row));

        string message = Assert.Throws<InputException>(() => LabeledData.Load(file.Path, labelName: "class")).Message;
        Assert.Contains("line 2, label 'class': found 'new'; expected '0' (normal) or '1' (anomaly)", message, StringComparison.Ordinal);
        message = Assert.Throws<InputException>(() => LabeledData.Load(file.Path, labelName: "class", "lost")).Message;
        Assert.Contains("found 30 normal rows and 0 with 'lost'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Features_OfTextsAndDates_AreNotedAndTrainedOn()
    {
        var data = Load("label,shop,day,x", row => [Binary(row), row % 3 == 0 ? "North" : "South", $"2024-01-{row:00}", row == 4 ? "" : $"{row}"]);
        Assert.Equal(
            [
                "Texts, each a category: 2 in 'shop'.",
                "Dates, as days since the earliest: 'day' since 2024-01-01.",
                "Missing values: 1 (1 in 'x').",
            ],
            data.Remarks.Notes);
        Assert.Equal(["shop = North", "shop = South", "day", "x"], data.FeatureNames);

        var model = Detection.Run(data, seed: 1).Model;
        Assert.Equal([0..2], model.CategoricalBlocks);
    }

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
