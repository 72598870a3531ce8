using System.Runtime.InteropServices;
using System.Text.Json;
using MLNet.Vae.Onnx.Files;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Onnx;

/// <summary>
/// Files that every version of the format wrote load for good and give what they gave. Onnx/Kept/v1 has those of version 1; a version that
/// is new gets a folder of its own with KEEP_FILES=1, once, and no folder is written a second time.
/// </summary>
public sealed class KeptFilesTests
{
    // Other widths of vector add up in another order: a few of the 24 bits of numbers that cancel.
    private const double Tolerance = 1e-4;

    private const string Keep = "KEEP_FILES";

    private static readonly string[] Kinds = ["gaussian", "bernoulli", "mixed", "linear", "gelu", "deterministic", "importance weighted", "categories", "context", "convolutional", "histograms"];

    // The first version that has the kind; 1 for all others.
    private static readonly Dictionary<string, int> FirstVersions = new() { ["categories"] = 3, ["context"] = 4, ["convolutional"] = 5, ["histograms"] = 6 };

    public static TheoryData<string> Files => [.. Directory
        .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Onnx/Kept"), "*.onnx", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(AppContext.BaseDirectory, file).Replace('\\', '/')).Order()];

    [Theory]
    [MemberData(nameof(Files))]
    public void File_LoadsAndGivesWhatItGave(string file)
    {
        var model = VaeModel.Load(Path.Combine(AppContext.BaseDirectory, file));
        var expected = JsonSerializer.Deserialize<Values>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, Path.ChangeExtension(file, ".json"))))!;
        var found = Values.Of(model, Numbers(expected.Rows), Numbers(expected.Contexts ?? []));

        Assert.Equal(expected.Likelihoods, found.Likelihoods);
        Assert.Equal(expected.Threshold, found.Threshold);
        AssertClose(expected.Embeddings, found.Embeddings);
        AssertClose(expected.Reconstructions, found.Reconstructions);
        AssertClose(expected.Scores, found.Scores);
        AssertClose(expected.FeatureScores, found.FeatureScores);
        AssertClose(expected.PValues, found.PValues);
        if (expected.Draws is not null)
            AssertClose(expected.Draws, found.Draws!); // from version 4 on
    }

    [Fact]
    public void EveryVersion_HasItsFiles()
    {
        if (Environment.GetEnvironmentVariable(Keep) == "1")
            Write();
        Assert.Equal(
            Enumerable.Range(1, ModelMetadata.FormatVersion).SelectMany(version => Kinds.Where(kind => version >= FirstVersions.GetValueOrDefault(kind, 1)).Select(kind => $"Onnx/Kept/v{version}/{kind}.onnx")).Order(),
            Files.Select(row => row.Data));
    }

    private static void AssertClose(byte[] expected, byte[] found) =>
        Close.To([.. Numbers(expected).Select(value => (double)value)], Numbers(found), Tolerance);

    private static float[] Numbers(byte[] bytes) => [.. MemoryMarshal.Cast<byte, float>(bytes)];

    private static void Write()
    {
        string folder = Path.Combine(
            AppContext.BaseDirectory, $"../../../../tests/Trainers.Tests/Onnx/Kept/v{ModelMetadata.FormatVersion}");
        Assert.False(Directory.Exists(folder), $"{folder} is there already: raise ModelMetadata.FormatVersion.");
        Directory.CreateDirectory(folder);
        foreach (string kind in Kinds)
        {
            var model = kind switch
            {
                "context" => ContextModels.Of("mixed"),
                "convolutional" => ConvolutionalModels.Create(ImageLayout.ChannelsLast),
                _ => Models.Of(kind),
            };
            float[] rows = kind == "convolutional" ? RandomModel.Rows(40, model.FeatureCount, seed: 9) : Rows.WithExtremes(40, model, seed: 9);
            File.WriteAllBytes(Path.Combine(folder, $"{kind}.onnx"), model.Saved());
            float[] contexts = model.ContextCount > 0 ? ContextModels.Contexts(40, seed: 9) : [];
            string json = JsonSerializer.Serialize(Values.Of(model, rows, contexts));
            File.WriteAllText(Path.Combine(folder, $"{kind}.json"), json + "\n");
        }
    }

    // Numbers as their bytes: text would not keep an infinity.
    private sealed record Values(
        byte[] Rows, string Likelihoods, float Threshold,
        byte[] Embeddings, byte[] Reconstructions, byte[] Scores, byte[] FeatureScores, byte[] PValues,
        byte[]? Contexts = null, byte[]? Draws = null)
    {
        public static Values Of(VaeModel model, float[] rows, float[] contexts)
        {
            int count = rows.Length / model.FeatureCount;
            float[] embeddings = new float[count * model.LatentDimension], scores = new float[count];
            float[] reconstructions = new float[rows.Length], featureScores = new float[rows.Length];
            model.Encode(rows, contexts, embeddings, []);
            model.Reconstruct(rows, contexts, reconstructions);
            model.Score(rows, contexts, scores, featureScores);
            return new(
                Bytes(rows), string.Join(' ', model.Likelihoods), model.Threshold,
                Bytes(embeddings), Bytes(reconstructions), Bytes(scores), Bytes(featureScores), Bytes([.. scores.Select(model.PValue)]), Bytes(contexts),
                contexts.Length > 0 ? null : Bytes(model.Generated(count, seed: 9, sampleLikelihood: true)));
        }

        private static byte[] Bytes(float[] values) => MemoryMarshal.AsBytes<float>(values).ToArray();
    }
}
