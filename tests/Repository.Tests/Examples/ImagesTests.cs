using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;

namespace MLNet.Vae.Tests.Repository.Examples;

/// <summary>The example of images, as a user runs it, on little data.</summary>
public sealed partial class ImagesTests : IDisposable
{
    private const int Side = 8, TrainingImages = 1500;
    private const string TrainingPictures = "train-images-idx3-ubyte", TrainingLabels = "train-labels-idx1-ubyte", TestPictures = "t10k-images-idx3-ubyte",
        TestLabels = "t10k-labels-idx1-ubyte";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Mnist_DigitsPlainAndPacked_TheLossFallsAndThePageHasEverything()
    {
        WriteDigits();
        string output = await Succeed("mnist", _folder.Path, "--epochs", "4", "--backend", "managed", "--page", _folder.File("page.html"));
        double[] losses = [.. TestLoss().Matches(output).Select(match => double.Parse(match.Groups["nats"].Value, CultureInfo.InvariantCulture))];
        Assert.Equal(4, losses.Length);
        Assert.Equal(losses.OrderDescending(), losses);
        string html = File.ReadAllText(_folder.File("page.html"));
        Assert.All(
            ["Training", "Embedding", "Reconstructions", "Samples from the prior", "Two latent dimensions", "Walks"],
            heading => Assert.Contains($"<h2>{heading}</h2>", html, StringComparison.Ordinal));
        Assert.Equal(4, html.Split("<img ").Length - 1);
        Assert.DoesNotContain("src=\"http", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mnist_Convolutional_LearnsTooAndPrintsNoFigureOfAnotherNetwork()
    {
        WriteDigits();
        string output = await Succeed(
            "mnist", _folder.Path, "--convolutional", "--likelihood", "--activation", "gelu", "--epochs", "2", "--draws", "1", "--samples", "70", "--images", "50", "--page", _folder.File("page.html"));
        Assert.Contains("convolutional over images of 8 × 8 × 1, 32 latent dimensions, Gelu", output, StringComparison.Ordinal);
        double[] losses = [.. TestLoss().Matches(output).Select(match => double.Parse(match.Groups["nats"].Value, CultureInfo.InvariantCulture))];
        Assert.Equal(losses.OrderDescending(), losses);
        Assert.Matches(LogLikelihood(), output);
        Assert.DoesNotContain("published", output, StringComparison.Ordinal);
        Assert.Equal(4, File.ReadAllText(_folder.File("page.html")).Split("<img ").Length - 1);
    }

    [Fact]
    public async Task Mnist_Likelihood_IsPrintedBesideThePublishedOne()
    {
        WriteDigits();
        string output = await Succeed(
            "mnist", _folder.Path, "--likelihood", "--epochs", "1", "--draws", "2", "--samples", "70", "--images", "50", "--page", _folder.File("page.html"));
        var found = LogLikelihood().Match(output);
        Assert.True(found.Success, output);
        // 64 pixels that are 0 or 1: better than a coin for each, worse than knowing them.
        Assert.InRange(double.Parse(found.Groups["nats"].Value, CultureInfo.InvariantCulture), 5, 64 * Math.Log(2));
        Assert.Contains("86.8", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mnist_FilesThatDoNotFit_SayWhichAndWhatWasExpected()
    {
        await AssertRefused($"has neither {TrainingPictures} nor {TrainingPictures}.gz; the four files of MNIST are at https://");
        WriteDigits();
        string pictures = _folder.File(TrainingPictures), labels = _folder.File(TrainingLabels);
        byte[] whole = File.ReadAllBytes(pictures), wholeLabels = File.ReadAllBytes(labels);

        File.WriteAllBytes(pictures, whole[..^1]);
        await AssertRefused($"'{pictures}': found {TrainingImages * 64 - 1:N0} bytes behind the header; it says {TrainingImages} x 8 x 8, which is {TrainingImages * 64:N0}.");
        File.WriteAllBytes(pictures, wholeLabels);
        await AssertRefused($"'{pictures}' begins with 0x00000801; expected 0x00000803");
        File.WriteAllBytes(pictures, whole[..9]);
        await AssertRefused($"'{pictures}' is cut: found 9 bytes; expected a header of 16");
        File.WriteAllBytes(pictures, whole);
        Write(TrainingLabels, [TrainingImages - 1], wholeLabels[9..]);
        await AssertRefused($"'{labels}' has {TrainingImages - 1:N0} labels; expected {TrainingImages:N0}, one for each image.");
        File.WriteAllBytes(labels, wholeLabels);
        await AssertRefused($"1,000,000 draws of {TrainingImages:N0} images are too many; expected at most {Array.MaxLength / (TrainingImages * 64):N0}.", "--likelihood", "--draws", "1000000");
        string packed = _folder.File(TestPictures + ".gz");
        File.WriteAllBytes(packed, [1, 2, 3, .. File.ReadAllBytes(packed)]);
        await AssertRefused($"'{packed}' is cut or altered");
    }

    [Fact]
    public async Task Parts_FewPictures_ThePageShowsEachKindWithItsErrors()
    {
        string output = await Succeed(
            "parts", "--folder", _folder.File("parts"), "--training", "60", "--each", "3", "--epochs", "10", "--page", _folder.File("page.html"));
        Assert.Contains("Area under the ROC curve", output, StringComparison.Ordinal);
        Assert.Equal(60 + 12 + 12, Directory.GetFiles(_folder.File("parts"), "*.png").Length);
        string html = File.ReadAllText(_folder.File("page.html"));
        Assert.All(
            ["Normal", "Scratch", "MissingHole", "Dent", "Stain"],
            kind => Assert.Contains($"alt=\"{kind} parts, their reconstructions and errors\"", html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Parts_Convolutional_LearnsThemToo()
    {
        string output = await Succeed(
            "parts", "--convolutional", "--folder", _folder.File("parts"), "--training", "20", "--each", "2", "--epochs", "1", "--page", _folder.File("page.html"));
        Assert.Contains("  Stain", output, StringComparison.Ordinal);
        Assert.Equal(5, File.ReadAllText(_folder.File("page.html")).Split("<img ").Length - 1);
    }

    [Fact]
    public async Task World_Quick_PrintsTheErrorsAndDrawsTheDreams()
    {
        string output = await Succeed("world", "--quick", "--page", _folder.File("page.html"));
        Assert.Matches("predicted [0-9.]+, nothing changes [0-9.]+, ratio [0-9.]+", output);
        Assert.Equal(2, File.ReadAllText(_folder.File("page.html")).Split("alt=\"What happened, and what was dreamed\"").Length - 1);
    }

    [Fact]
    public async Task Generate_Digits_DrawsThem()
    {
        await Succeed("generate", "--page", _folder.File("page.html"));
        Assert.Contains("alt=\"New images\"", File.ReadAllText(_folder.File("page.html")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generate_FileWithDecimalCommas_IsReadAsToldAndPageIsCheckedFirst()
    {
        string file = _folder.File("images.csv"), row = string.Join(';', Enumerable.Repeat("0,5", 4));
        File.WriteAllLines(file, ["a;b;c;d", .. Enumerable.Range(0, 40).Select(i => $"{row[..^1]}{i % 10}")]);
        var (exitCode, _, errors) = await Run("generate", file, "--decimal-comma", "--page", _folder.Path);
        Assert.Equal((1, $"error: '{_folder.Path}' is a folder; expected a file.\n"), (exitCode, errors));
        string output = await Succeed("generate", file, "--decimal-comma", "--page", _folder.File("page.html"));
        Assert.Contains("40 images of 2 x 2 pixels", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("expected one of mnist DIR, parts, world and generate", "paint")]
    [InlineData("Expected one of mnist DIR, parts, world and generate")]
    [InlineData("Expected the folder that holds the four files of MNIST", "mnist")]
    [InlineData("expected one of 'constant', 'one-cycle', 'cosine'", "mnist", "folder", "--schedule", "slow")]
    [InlineData("expected one of 'tanh', 'relu', 'silu', 'gelu'", "mnist", "folder", "--likelihood", "--activation", "step")]
    [InlineData("--samples is for --likelihood", "mnist", "folder", "--samples", "9")]
    [InlineData("--backend managed does not train convolutions", "mnist", "folder", "--convolutional", "--backend", "managed")]
    [InlineData("There is no option --fast", "world", "--fast")]
    public async Task CommandLine_ThatIsWrong_SaysWhatIsExpected(string reason, params string[] arguments)
    {
        var (exitCode, _, errors) = await Run(arguments);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("error: ", errors, StringComparison.Ordinal);
        Assert.Contains(reason, errors, StringComparison.Ordinal);
    }

    // The digits that the examples have, as files of MNIST's format: some plain, some packed.
    private void WriteDigits()
    {
        int[][] rows =
        [
            .. File.ReadLines(Path.Combine(RepositoryFiles.Root, "examples/data/digits.csv")).Skip(1)
                .Select(line => line.Split(',').Select(cell => int.Parse(cell, CultureInfo.InvariantCulture)).ToArray()),
        ];
        WritePart(rows[..TrainingImages], TrainingPictures, TrainingLabels);
        WritePart(rows[TrainingImages..], TestPictures + ".gz", TestLabels + ".gz");
    }

    private void WritePart(int[][] rows, string pictures, string labels)
    {
        Write(pictures, [rows.Length, Side, Side], [.. rows.SelectMany(row => row.Skip(1)).Select(value => (byte)(value * 255 / 16))]);
        Write(labels, [rows.Length], [.. rows.Select(row => (byte)row[0])]);
    }

    private void Write(string name, int[] sizes, byte[] values)
    {
        byte[] header = new byte[4 * (1 + sizes.Length)];
        BinaryPrimitives.WriteInt32BigEndian(header, 0x800 + sizes.Length);
        for (int i = 0; i < sizes.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 * (i + 1)), sizes[i]);
        using Stream file = File.Create(_folder.File(name)), bytes = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Compress) : file;
        bytes.Write([.. header, .. values]);
    }

    private async Task AssertRefused(string reason, params string[] options)
    {
        var (exitCode, _, errors) = await Run(["mnist", _folder.Path, "--page", _folder.File("page.html"), .. options]);
        Assert.Equal(1, exitCode);
        Assert.StartsWith("error: ", errors, StringComparison.Ordinal);
        Assert.Contains(reason, errors, StringComparison.Ordinal);
    }

    private static async Task<string> Succeed(params string[] arguments)
    {
        var (exitCode, output, errors) = await Run(arguments);
        Assert.True(exitCode == 0, $"{string.Join(' ', arguments)}\n{output}{errors}");
        return output;
    }

    private static Task<(int ExitCode, string Output, string Errors)> Run(params string[] arguments) => ExampleRun.Run("Images", arguments);

    [GeneratedRegex(@"^epoch +\d+  train [0-9.]+  test (?<nats>[0-9.]+) nats", RegexOptions.Multiline | RegexOptions.ExplicitCapture)]
    private static partial Regex TestLoss();

    [GeneratedRegex(@"-log p\(x\) of 50 test images, 70 samples each: (?<nats>[0-9.]+) nats", RegexOptions.ExplicitCapture)]
    private static partial Regex LogLikelihood();
}
