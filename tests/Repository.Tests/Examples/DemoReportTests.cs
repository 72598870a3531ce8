using System.Diagnostics;
using MLNet.Vae.Examples.AnomalyDetection;
using MLNet.Vae.Examples.Common;
using MLNet.Vae.Examples.Common.Data;

namespace MLNet.Vae.Tests.Repository.Examples;

/// <summary>The page that the demo writes.</summary>
public sealed class DemoReportTests
{
    [Fact]
    public void Report_NamesTheRowsAndTheFeaturesOfTheFile()
    {
        const int normalRows = 100, anomalies = 30;
        var random = new System.Random(1);
        FeatureRow[] rows =
        [
            .. Enumerable.Range(1, normalRows + anomalies).Select(row => new FeatureRow
            {
                Row = row,
                Label = row > normalRows ? 1 : 0,
                Features = [random.NextSingle(), random.NextSingle() * (row > normalRows ? 9 : 1), random.NextSingle()],
            }),
        ];
        var data = new LabeledData(
            "rows.csv", "label", new FeatureSlots(["width", "height", "depth"], []), rows[..normalRows], rows[normalRows..], new Remarks([], []));
        var history = new VaeTrainingHistory();
        var detection = Detection.Run(data, seed: 1, history);
        using var file = new TemporaryFile("");
        detection.WriteReport(file.Path, data, history);
        string page = File.ReadAllText(file.Path);

        Assert.Contains("Anomalous rows of rows.csv", page, StringComparison.Ordinal);
        Assert.Contains(">Training</h2>", page, StringComparison.Ordinal);
        Assert.Equal(detection.Rows.Count, page.Split("<circle ").Length - 1);
        Assert.All(detection.Rows, row => Assert.Contains($"\"row {row.Row}: \"", page, StringComparison.Ordinal));
        Assert.All(data.FeatureNames, name => Assert.Contains($"\\n{name}: ", page, StringComparison.Ordinal));
        Assert.Contains($"{detection.AreaUnderRocCurve:0.000}</b><span>area under the ROC curve", page, StringComparison.Ordinal);
    }

    [Fact]
    public Task Report_InAMissingFolder_IsRefusedBeforeAnythingElse() =>
        AssertDemoRefuses("The folder of 'missing", "--report", Path.Combine("missing", "page.html"));

    [Fact]
    public async Task Report_OverTheFileToRead_IsRefusedAndLeavesIt()
    {
        using var file = new TemporaryFile("kept");
        await AssertDemoRefuses("is the file to read", file.Path, "--report", file.Path);

        Assert.Equal("kept", File.ReadAllText(file.Path));
    }

    [Fact]
    public void OutputFile_OfAFolder_IsRefused() => AssertRefused(Path.GetTempPath(), "is a folder");

    [Fact]
    public void OutputFile_OfNothing_IsRefused() => AssertRefused("", "is empty");

    [Fact]
    public void OutputFile_UnderAFile_IsRefused()
    {
        using var file = new TemporaryFile("");
        AssertRefused(Path.Combine(file.Path, "page.html"), "The folder of '");
    }

    [Theory]
    [InlineData("missing/page.html", "missing/page.html', is not there")]
    [InlineData("/dev/null", "is a device, a pipe or a socket")]
    public void OutputFile_OfALinkToWhatIsNoFile_IsRefused(string target, string reason)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "To make a link takes a privilege on Windows.");
        string folder = Directory.CreateTempSubdirectory("vae").FullName, link = Path.Combine(folder, "page.html");
        File.CreateSymbolicLink(link, target);
        try
        {
            AssertRefused(link, reason);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void OutputFile_OfAReadOnlyFile_IsRefused()
    {
        using var file = new TemporaryFile("kept");
        File.SetAttributes(file.Path, FileAttributes.ReadOnly);
        AssertRefused(file.Path, "read-only");
    }

    [Fact]
    public void OutputFile_OfAFileThatIsThere_LeavesItAndNothingElse()
    {
        using var file = new TemporaryFile("kept");
        OutputFile.Check(file.Path);

        Assert.Equal("kept", File.ReadAllText(file.Path));
        Assert.Equal([file.Path], Directory.GetFiles(Path.GetDirectoryName(file.Path)!, Path.GetFileName(file.Path) + "*"));
    }

    private static void AssertRefused(string path, string reason) =>
        Assert.Contains(reason, Assert.Throws<InputException>(() => OutputFile.Check(path)).Message, StringComparison.Ordinal);

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
}
