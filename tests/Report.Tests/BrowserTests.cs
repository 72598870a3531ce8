using MLNet.Vae.Tests.Report.Browser;

namespace MLNet.Vae.Tests.Report;

/// <summary>The page in a browser. See <see cref="Chromium"/> for where that comes from, and when these tests are skipped.</summary>
public sealed class BrowserTests
{
    private const int Rows = 400;
    private const double MinContrast = 4.5; // of text, WCAG 2.2, 1.4.3

    // The least contrast of any text with the ground behind it, by WCAG's relative luminance.
    private const string LeastContrast = """
        (() => {
          const channel = value => value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
          const luminance = color => {
            const [r, g, b] = color.match(/[\d.]+/g).map(value => channel(value / 255));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const ground = element => {
            const color = getComputedStyle(element).backgroundColor;
            return color === 'rgba(0, 0, 0, 0)' && element.parentElement ? ground(element.parentElement) : color;
          };
          return Math.min(...Array.from(document.querySelectorAll('h1, h2, p, b, th, td, span, svg text'), element => {
            const style = getComputedStyle(element);
            const [a, b] = [luminance(element.closest('svg') ? style.fill : style.color), luminance(ground(element))];
            return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
          }));
        })()
        """;

    [Fact]
    public async Task Page_InLightAndInDark_HasNoErrorAndTextThatCanBeRead()
    {
        using var folder = new TemporaryFolder();
        await using var page = await BrowserPage.OpenAsync(WritePage(folder));
        string screenshots = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;
        var pictures = new List<byte[]>();
        foreach (string scheme in new[] { "light", "dark" })
        {
            await page.SetColorSchemeAsync(scheme);
            Assert.InRange(await page.EvaluateAsync<double>(LeastContrast), MinContrast, 21);
            pictures.Add(await page.CaptureAsync());
            await File.WriteAllBytesAsync(Path.Combine(screenshots, $"report-{scheme}.png"), pictures[^1], TestContext.Current.CancellationToken);
        }

        Assert.NotEqual(pictures[0], pictures[1]);
        Assert.False(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth"), "the page is wider than the window");
        Assert.Empty(page.Errors);
    }

    [Fact]
    public async Task Pointer_OverAPoint_ShowsItsRowAndItsFeatures()
    {
        using var folder = new TemporaryFolder();
        await using var page = await BrowserPage.OpenAsync(WritePage(folder));
        const string dot = "document.querySelector('svg[data-points] .dots:last-of-type circle')";
        // A page that still scrolls would take the tip away.
        await page.EvaluateAsync<bool>(
            $"{dot}.scrollIntoView({{block: 'center'}}), new Promise(then => requestAnimationFrame(() => requestAnimationFrame(() => then(true))))");
        double x = await page.EvaluateAsync<double>($"{dot}.getBoundingClientRect().x + 4");
        double y = await page.EvaluateAsync<double>($"{dot}.getBoundingClientRect().y + 4");
        await page.MovePointerAsync(x, y);

        string tip = await page.EvaluateAsync<string>("document.getElementById('tip').innerText");
        Assert.Matches("^minute [0-9]+: anomaly\nscore [0-9,.]+, p 0[.0-9]+\n", tip);
        foreach (string feature in new[] { "Pressure", "Flow", "Temperature" })
            Assert.Matches($"{feature}: [0-9.]+, expected [0-9.]+ [(]-?[0-9.]+[)]", tip);
        Assert.False(await page.EvaluateAsync<bool>("document.getElementById('tip').hidden"));

        await page.MovePointerAsync(1, 1);
        Assert.True(await page.EvaluateAsync<bool>("document.getElementById('tip').hidden"));
        Assert.Empty(page.Errors);
    }

    private static string WritePage(TemporaryFolder folder)
    {
        string path = folder["report.html"];
        var history = new VaeTrainingHistory();
        VaeReport.Write(path, Samples.Train(progress: history), Samples.Rows(Rows), new()
        {
            Title = "A pump",
            FeatureNames = ["Pressure", "Flow", "Temperature"],
            RowNames = [.. Enumerable.Range(0, Rows).Select(row => $"minute {row}")],
            Labels = Samples.Labels(Rows),
            TrainingHistory = history,
        });
        return path;
    }
}
