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
        Assert.Equal(model.ActiveUnits, loaded.ActiveUnits);
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
        using (var compressor = new System.IO.Compression.DeflateStream(zipped, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
            compressor.Write(file);
        zipped.Position = 0;
        using var stream = new System.IO.Compression.DeflateStream(zipped, System.IO.Compression.CompressionMode.Decompress);
        Assert.Equal(file, VaeModel.Load(stream).Saved());
    }

    [Fact]
    public void Save_AnotherCulture_SameBytes()
    {
        var culture = System.Globalization.CultureInfo.CurrentCulture;
        byte[] expected = Models.Of("mixed").Saved();
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("de-DE") { NumberFormat = { NegativeSign = "~" } };
            Assert.Equal(expected, VaeModel.Load(new MemoryStream(expected)).Saved());
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = culture;
        }
    }

    private static IEnumerable<float[]> Results(VaeModel model, float[] values)
    {
        int rows = values.Length / model.FeatureCount, latent = rows * model.LatentDimension;
        float[] mean = new float[latent], logVariance = new float[latent], decoded = new float[values.Length], reconstruction = new float[values.Length];
        float[] scores = new float[rows], featureScores = new float[values.Length], generated = new float[values.Length], path = new float[5 * model.FeatureCount];
        model.Encode(values, mean, logVariance);
        model.Decode(mean, decoded);
        model.Reconstruct(values, reconstruction);
        model.Score(values, scores, featureScores);
        model.Generate(generated, seed: 7, sampleLikelihood: true);
        model.Interpolate(values.AsSpan(0, model.FeatureCount), values.AsSpan(model.FeatureCount, model.FeatureCount), path);
        float[] shares = [.. scores.Select(model.PValue)];
        return [mean, logVariance, decoded, reconstruction, scores, featureScores, generated, path, shares, [model.Threshold], [.. model.KlPerLatentDimension]];
    }

    private static int[] Bits(float[] values) => [.. values.Select(BitConverter.SingleToInt32Bits)];
}
