using System.Globalization;
using System.Text.RegularExpressions;

namespace MLNet.Vae.Tests.Report;

/// <summary>The page that is written of rows in memory.</summary>
public sealed partial class VaeReportTests
{
    private const int MaxBytes = 1_000_000;

    private static readonly Lazy<VaeModel> Model = new(() => Samples.Train());

    [Fact]
    public void Page_OfFewRows_DrawsAllAndAsksForNothingElse()
    {
        const int rows = 200;
        string page = Samples.Page(Model.Value, Samples.Rows(rows));

        Assert.Equal(rows, Dots(page));
        Assert.DoesNotContain("sampled", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(Reference(), page);
    }

    [Fact]
    public void Page_WithLabels_SaysHowGoodTheScoresAre()
    {
        const int rows = 200;
        string page = Samples.Page(Model.Value, Samples.Rows(rows), new() { Labels = Samples.Labels(rows) });

        Assert.Contains("area under the ROC curve", page, StringComparison.Ordinal);
        Assert.Contains("precision / recall", page, StringComparison.Ordinal);
        Assert.Contains("What sets the anomalies apart", page, StringComparison.Ordinal);
    }

    // Features that tell each other exactly have densities above 1, and the scores of most rows are below 0.
    [Fact]
    public void AnomalousRows_ScoresBelowZero_HaveBarsOfTheFeaturesThatAddToThem()
    {
        float[] rows = [.. Enumerable.Range(0, 200).SelectMany(row => Enumerable.Repeat(row / 200f, 8))];
        rows[800] += 0.1f; // of row 100
        var options = new VaeOptions { Seed = 1, NumberOfThreads = 1, NumberOfEpochs = 100, BatchSize = 16, LatentDimension = 1 };
        var model = VaeModel.Fit(rows, 8, options, cancellationToken: TestContext.Current.CancellationToken);
        float[] scores = new float[200];
        model.Score(rows, scores);
        Assert.All(scores, score => Assert.True(score < 0));

        string table = Samples.Page(model, rows).Split("<table>")[1];
        string changed = Assert.Single(table.Split("<tr>"), row => row.Contains("row 100", StringComparison.Ordinal));
        Assert.Equal("100", BarLength().Match(changed).Groups[1].Value); // no other feature adds to it
    }

    [Fact]
    public void Page_OfAMillionRowsWithLongNames_IsBelowOneMegabyte()
    {
        const int rows = 1_000_000;
        string longName = new('界', 200); // three bytes a letter
        string page = Samples.Page(Model.Value, Samples.Rows(rows), new()
        {
            FeatureNames = [.. Enumerable.Range(0, Samples.Features).Select(i => $"{i}{longName}")],
            RowNames = new LongNames(rows, longName),
        });

        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(page), 1, MaxBytes);
        Assert.Contains("Points are sampled", page, StringComparison.Ordinal);
        Assert.Contains("<b>1,000,000</b>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void TrainingCurves_RowsHeldOut_HaveALineATipAndATextOfTheirOwn()
    {
        VaeTrainingHistory with = new(), without = new();
        string drawn = Samples.Page(Samples.Train(progress: with, heldOut: 0.2), Samples.Rows(200), new() { TrainingHistory = with });
        string plain = Samples.Page(Samples.Train(progress: without), Samples.Rows(200), new() { TrainingHistory = without });

        string text = Assert.Single(PictureText().Matches(drawn), match => match.Value.Contains("Lines of the training", StringComparison.Ordinal)).Groups[1].Value;
        Assert.Contains("The loss of held-out rows goes from", text, StringComparison.Ordinal);
        Assert.Equal(1, Dashed(drawn));
        Assert.Contains("held-out rows " + with[^1].ValidationLoss!.Value.ToString("0.0", CultureInfo.InvariantCulture), drawn, StringComparison.Ordinal);
        Assert.DoesNotContain("held-out rows", plain, StringComparison.Ordinal);
        Assert.Equal(0, Dashed(plain));

        static int Dashed(string page) => page.Split("stroke-dasharray=\"7 4\"").Length - 1;
    }

    [Fact]
    public void EachPicture_HasATextForThoseWhoCannotSeeIt()
    {
        var history = new VaeTrainingHistory();
        var model = Samples.Train(progress: history);
        string page = Samples.Page(model, Samples.Rows(200), new() { TrainingHistory = history });

        string[] texts = [.. PictureText().Matches(page).Select(match => match.Groups[1].Value)];
        Assert.Equal(3, texts.Length);
        Assert.Equal(texts.Length, page.Split("<svg ").Length - 1);
        Assert.Contains(texts, text => text.Contains("The loss goes from", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains($"threshold is {model.Threshold.ToString("0.0", CultureInfo.InvariantCulture)} nats", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("latent dimensions", StringComparison.Ordinal));
    }

    [Fact]
    public void Page_WhateverTheCulture_IsTheSame()
    {
        string invariant = Samples.Page(Model.Value, Samples.Rows(100));
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal(invariant, Samples.Page(Model.Value, Samples.Rows(100)));
            Assert.Equal("de-DE", CultureInfo.CurrentCulture.Name);
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void Name_ThatIsMarkup_StaysText()
    {
        const string markup = "</script><script>alert(1)</script>";
        string page = Samples.Page(Model.Value, Samples.Rows(2), new()
        {
            Title = markup,
            Description = markup,
            FeatureNames = [markup, "b", "c"],
            RowNames = [markup, markup],
        });

        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Equal(page.Split("<script").Length, page.Split("</script>").Length);
    }

    [Fact]
    public void Value_ThatIsMissing_IsCalledSo()
    {
        float[] rows = Samples.Rows(50);
        rows[1] = float.NaN;
        Assert.Contains(",\"missing\",", Samples.Page(Model.Value, rows), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Page_WhateverTheLatentDimension_HasAPictureOfIt(int latentDimension)
    {
        const int rows = 40;
        Assert.Equal(rows, Dots(Samples.Page(Samples.Train(latentDimension), Samples.Rows(rows))));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Page_OfOneClassAlone_IsWritten(bool anomalies)
    {
        const int rows = 40;
        string page = Samples.Page(Model.Value, Samples.Rows(rows), new() { Labels = [.. Enumerable.Repeat(anomalies, rows)] });

        Assert.Equal(rows, Dots(page));
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.DoesNotContain("area under the ROC curve", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_OfOneRow_IsWritten() => Assert.Equal(1, Dots(Samples.Page(Model.Value, Samples.Rows(1))));

    [Fact]
    public void Page_OfAContext_IsOfRowsInTheirContext()
    {
        const int rows = 100;
        float[] context = [.. Enumerable.Range(0, rows).Select(row => row % 24f)];
        var model = VaeModel.Fit(
            Samples.Rows(rows), Samples.Features, context, 1, new VaeOptions { NumberOfEpochs = 5, Seed = 1 },
            cancellationToken: TestContext.Current.CancellationToken);
        string page = Samples.Page(model, Samples.Rows(rows), new() { Context = context });

        Assert.Equal(rows, Dots(page));
        Assert.Contains("Context holds 0 values; expected 100 rows of 1",
            Assert.Throws<ArgumentException>(() => Samples.Page(model, Samples.Rows(rows))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "expected whole rows of 3, one at least")]
    [InlineData(4, "expected whole rows of 3, one at least")]
    public void Rows_ThatAreNotWhole_AreRefused(int values, string reason) =>
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => Samples.Page(Model.Value, new float[values])).Message, StringComparison.Ordinal);

    [Fact]
    public void Options_OfOtherLengths_AreRefusedByName()
    {
        AssertRefused("FeatureNames has 2 entries; expected 3", new() { FeatureNames = ["a", "b"] });
        AssertRefused("RowNames has 1 entries; expected 2", new() { RowNames = ["a"] });
        AssertRefused("Labels has 3 entries; expected 2", new() { Labels = [true, false, true] });
        AssertRefused("Context holds 1 values; expected 2 rows of 0", new() { Context = new float[1] });
    }

    [Fact]
    public void Write_ToAPath_LeavesTheOldFileWholeWhereItFails()
    {
        using var folder = new TemporaryFolder();
        string path = folder["report.html"];
        File.WriteAllText(path, "old");
        Assert.Throws<ArgumentException>(() => VaeReport.Write(path, Model.Value, new float[4]));
        Assert.Equal("old", File.ReadAllText(path));

        VaeReport.Write(path, Model.Value, Samples.Rows(10));
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Equal(["report.html"], folder.Files);
    }

    [Fact]
    public void Write_ToAMissingFolder_SaysSo()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<DirectoryNotFoundException>(() => VaeReport.Write(folder["missing/report.html"], Model.Value, Samples.Rows(10)));
    }

    [Fact]
    public void History_PassesReportsOn()
    {
        var next = new VaeTrainingHistory();
        var history = new VaeTrainingHistory(next);
        Samples.Train(progress: history);

        Assert.NotEmpty(history);
        Assert.Equal(history, next);
        Assert.Same(history[0], next.First());
    }

    private static void AssertRefused(string reason, VaeArrayReportOptions options) =>
        Assert.Contains(reason, Assert.Throws<ArgumentException>(() => Samples.Page(Model.Value, Samples.Rows(2), options)).Message, StringComparison.Ordinal);

    private static int Dots(string page) => page.Split("<circle ").Length - 1;

    /// <summary>A file, a style or a script that is not in the page.</summary>
    [GeneratedRegex(@"style=""width:([\d.]+)%")]
    private static partial Regex BarLength();

    [GeneratedRegex("""(src|href)="(?!data:)|url\(|@import""")]
    private static partial Regex Reference();

    [GeneratedRegex("""<svg [^>]*role="img" aria-label="([^"]{40,})""")]
    private static partial Regex PictureText();

    /// <summary>A million long names that take no memory.</summary>
    private sealed class LongNames(int count, string name) : IReadOnlyList<string>
    {
        public int Count => count;

        public string this[int index] => $"{index} {name}";

        public IEnumerator<string> GetEnumerator() => Enumerable.Range(0, count).Select(row => this[row]).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
