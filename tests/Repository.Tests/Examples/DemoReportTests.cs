using System.Diagnostics;
using MLNet.Vae.Examples.AnomalyDetection;
using MLNet.Vae.Examples.AnomalyDetection.Report;
using MLNet.Vae.Examples.Common;
using MLNet.Vae.Examples.Common.Data;
using MLNet.Vae.Examples.Common.Pages;

namespace MLNet.Vae.Tests.Repository.Examples;

/// <summary>The page that the demo writes.</summary>
public sealed class DemoReportTests
{
    private const int MaxBytes = 1_000_000;

    [Fact]
    public void Page_OfManyRows_IsSmallAndKeepsTheMostAnomalous()
    {
        var (html, detection) = CreatePage(anomalies: 30_000);

        Assert.InRange(html.Length, 1, MaxBytes);
        Assert.Contains("Points are sampled", html, StringComparison.Ordinal);
        Assert.Equal(4000, Dots(html));
        Assert.All(
            detection.Oddest(1000), row => Assert.Contains($"<title>row {row.Row}: ", html, StringComparison.Ordinal));
        var lowest = detection.Rows.OrderBy(row => row.Score).Take(detection.Rows.Count / 10);
        Assert.Contains(lowest, row => html.Contains($"<title>row {row.Row}: ", StringComparison.Ordinal));
    }

    [Fact]
    public void Page_OfFewRows_ShowsAll()
    {
        var (html, detection) = CreatePage(anomalies: 30);

        Assert.DoesNotContain("sampled", html, StringComparison.Ordinal);
        Assert.Equal(detection.Rows.Count, Dots(html));
    }

    [Fact]
    public Task Report_InAMissingFolder_IsRefusedBeforeAnythingElse() =>
        AssertDemoRefuses("there is no folder", "--report", Path.Combine("missing", "page.html"));

    [Fact]
    public async Task Report_OverTheFileToRead_IsRefusedAndLeavesIt()
    {
        using var file = new TemporaryFile("kept");
        await AssertDemoRefuses("is the file to read", file.Path, "--report", file.Path);

        Assert.Equal("kept", File.ReadAllText(file.Path));
    }

    [Fact]
    public void CheckPath_OfAFolder_IsRefused() => AssertRefused(Path.GetTempPath(), "is a folder");

    [Fact]
    public void CheckPath_OfNothing_IsRefused() => AssertRefused("", "is empty");

    [Fact]
    public void CheckPath_UnderAFile_IsRefused()
    {
        using var file = new TemporaryFile("");
        AssertRefused(Path.Combine(file.Path, "page.html"), "there is no folder");
    }

    [Fact]
    public void CheckPath_OfAReadOnlyFile_IsRefused()
    {
        using var file = new TemporaryFile("kept");
        File.SetAttributes(file.Path, FileAttributes.ReadOnly);
        AssertRefused(file.Path, "read-only");
    }

    [Fact]
    public void CheckPath_OfAFileThatIsThere_LeavesItAndNothingElse()
    {
        using var file = new TemporaryFile("kept");
        HtmlPage.CheckPath(file.Path);

        Assert.Equal("kept", File.ReadAllText(file.Path));
        Assert.Equal([file.Path], Directory.GetFiles(Path.GetDirectoryName(file.Path)!, Path.GetFileName(file.Path) + "*"));
    }

    private static void AssertRefused(string path, string reason) =>
        Assert.Contains(reason, Assert.Throws<InputException>(() => HtmlPage.CheckPath(path)).Message, StringComparison.Ordinal);

    // The demo itself: it would say what it read and how it trains.
    private static async Task AssertDemoRefuses(string reason, params string[] arguments)
    {
        var start = new ProcessStartInfo(Dotnet.Host, [typeof(LabeledData).Assembly.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var demo = Process.Start(start)!;
        var errors = demo.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await demo.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await demo.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, demo.ExitCode);
        Assert.Empty(output);
        Assert.StartsWith("error: ", await errors, StringComparison.Ordinal);
        Assert.Contains(reason, await errors, StringComparison.Ordinal);
    }

    private static int Dots(string html) => html.Split("<circle ").Length - 1;

    // Anomalies are not trained on, so that many of them take no time to speak of.
    private static (string Html, Detection Detection) CreatePage(int anomalies)
    {
        const int NormalRows = 100;
        var random = new System.Random(1);
        FeatureRow[] rows =
        [
            .. Enumerable.Range(1, NormalRows + anomalies).Select(row => new FeatureRow
            {
                Row = row,
                Label = row > NormalRows ? 1 : 0,
                Features = [random.NextSingle(), random.NextSingle() * (row > NormalRows ? 9 : 1), random.NextSingle()],
            }),
        ];
        var data = new LabeledData("rows.csv", "label", ["a", "b", "c"], rows[..NormalRows], rows[NormalRows..], new Remarks([], []));
        var history = new List<VaeTrainingProgress>();
        var detection = Detection.Run(data, seed: 1, new Recorder(history, new Progress<VaeTrainingProgress>()));
        return (AnomalyPage.Create(data, detection, history, [detection.AreaUnderRocCurve]).ToString(), detection);
    }
}
