using System.Globalization;
using System.IO.Compression;

namespace MLNet.Vae.Tests.Onnx;

public class SaveLoadTests
{
    public static TheoryData<string> Names => Models.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Load_SavedModel_GivesEveryResultToTheBit(string name)
    {
        var model = Models.Of(name);
        var loaded = VaeModel.Load(new MemoryStream(model.Saved()));
        float[] values = Rows.WithExtremes(200, model, seed: 2);
        Assert.All(Results(model, values).Zip(Results(loaded, values)), pair => Assert.Equal(Bits(pair.First), Bits(pair.Second)));
        Assert.Equal(model.Likelihoods, loaded.Likelihoods);
        Assert.Equal(model.NumberOfActiveUnits, loaded.NumberOfActiveUnits);
        Assert.Equal(model.Saved(), loaded.Saved());
    }

    [Fact]
    public void Load_ChangedThreshold_KeepsIt()
    {
        var model = Models.Of("mixed").WithThreshold(-0f);
        var loaded = VaeModel.Load(new MemoryStream(model.Saved()));
        Assert.Equal(BitConverter.SingleToInt32Bits(-0f), BitConverter.SingleToInt32Bits(loaded.Threshold));
    }

    [Fact]
    public void Load_StreamThatCannotSeek_ReadsItToItsEnd()
    {
        byte[] file = Models.Of("mixed").Saved();
        using var zipped = new MemoryStream();
        using (var compressor = new DeflateStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
            compressor.Write(file);
        zipped.Position = 0;
        using var stream = new DeflateStream(zipped, CompressionMode.Decompress);
        Assert.Equal(file, VaeModel.Load(stream).Saved());
    }

    [Fact]
    public void Save_AnotherCulture_SameBytes()
    {
        var culture = CultureInfo.CurrentCulture;
        byte[] expected = Models.Of("mixed").Saved();
        try
        {
            CultureInfo.CurrentCulture = new("de-DE") { NumberFormat = { NegativeSign = "~" } };
            Assert.Equal(expected, VaeModel.Load(new MemoryStream(expected)).Saved());
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    private static IEnumerable<float[]> Results(VaeModel model, float[] values)
    {
        int width = model.FeatureCount, rows = values.Length / width;
        float[] mean = new float[rows * model.LatentDimension], logVariance = new float[mean.Length];
        model.Encode(values, mean, logVariance);
        yield return mean;
        yield return logVariance;

        float[] decoded = new float[values.Length], reconstruction = new float[values.Length];
        model.Decode(mean, decoded);
        model.Reconstruct(values, reconstruction);
        yield return decoded;
        yield return reconstruction;

        float[] scores = new float[rows], featureScores = new float[values.Length];
        model.Score(values, scores, featureScores);
        yield return scores;
        yield return featureScores;
        yield return [.. scores.Select(model.PValue)];

        float[] generated = new float[values.Length], path = new float[5 * width];
        model.Generate(generated, seed: 7, sampleLikelihood: true);
        model.Interpolate(values.AsSpan(0, width), values.AsSpan(width, width), path);
        yield return generated;
        yield return path;
        yield return [model.Threshold, .. model.KlPerLatentDimension];
    }

    private static int[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToInt32Bits)];
}
