using System.Diagnostics;
using System.Globalization;
using CsCheck;
using MLNet.Vae.Onnx.Files;
using MLNet.Vae.Onnx.Proto;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Onnx;

/// <summary>The checksum of each of these files is right.</summary>
public class ForgedFileTests
{
    private static readonly byte[] File = Models.Of("mixed").Saved();

    [Fact]
    public void Load_NothingChanged_LoadsIt() => Assert.Equal(File, VaeModel.Load(new MemoryStream(Forgery.InModel(File, new()))).Saved());

    [Fact]
    public void Load_NewerVersion_SaysSo() => Refused(
        Forgery.Metadata(File, "mlnet.vae.format", "7"),
        "Metadata mlnet.vae.format",
        "found version 7; this MLNet.Vae reads up to 6. A newer one made the file.");

    [Theory]
    [InlineData("format", null, "it is missing")]
    [InlineData("format", "0", "found '0'; expected a whole number from 1")]
    [InlineData("format", "99999999999999999999", "expected a whole number from 1")]
    [InlineData("graph", "Everything", "found 'Everything'; expected one of Scorer, Encoder, Decoder.")]
    [InlineData("feature_count", "0", "found '0'; expected a whole number")]
    [InlineData("feature_count", "-7", "found '-7'; expected a whole number")]
    [InlineData("latent_dimension", "4097", "expected a whole number from 1 to 4,096.")]
    [InlineData("hidden_layers", "16,,8", "found ''; expected a whole number from 1 to 65,536.")]
    [InlineData("hidden_layers", "65537", "expected a whole number from 1 to 65,536.")]
    [InlineData("activation", "Sine", "found 'Sine'; expected one of SiLU, ReLU, Tanh, Gelu.")]
    [InlineData("activation", "9", "found '9'; expected one of")]
    [InlineData("likelihoods", "GGGG", "found 'GGGG'; expected 7 letters G or B or T or Y or C or K or L or N or H.")]
    [InlineData("likelihoods", "GGGGBBX", "expected 7 letters G or B or T or Y or C or K or L or N or H.")]
    [InlineData("score_bound", "Best", "expected one of Elbo, ImportanceWeighted.")]
    [InlineData("deterministic", "yes", "found 'yes'; expected True or False.")]
    [InlineData("calibration_count", "10001", "found '10001'; expected a whole number from 1 to 10,000.")]
    [InlineData("kl_per_latent_dimension", "1,2", "found '1,2'; expected 3 numbers.")]
    [InlineData("kl_per_latent_dimension", null, "it is missing")]
    public void Load_OddMetadata_SaysWhat(string key, string? value, string what) =>
        Refused(Forgery.Metadata(File, $"mlnet.vae.{key}", value), $"Metadata mlnet.vae.{key}", what);

    [Theory]
    [InlineData(null, "found ''; expected the numbers of slots of all blocks of KKKKGGKKKKKKK.")]
    [InlineData("4,2", "found '4,2'; expected the numbers of slots")]
    [InlineData("5,2,5", "found '5,2,5'; expected the numbers of slots")]
    [InlineData("4,2,6", "found '4,2,6'; expected the numbers of slots")]
    [InlineData("4,2,5,1", "found '4,2,5,1'; expected the numbers of slots")]
    [InlineData("4,0,7", "found '0'; expected a whole number from 1 to 13.")]
    [InlineData("4,14,2", "found '14'; expected a whole number from 1 to 13.")]
    public void Load_BlocksThatDoNotFitTheLikelihoods_SaysWhat(string? value, string what) =>
        Refused(Forgery.Metadata(Models.Of("categories").Saved(), "mlnet.vae.blocks", value), "Metadata mlnet.vae.blocks", what);

    [Theory]
    [InlineData(null, "found ''; expected 3 numbers of bins.")]
    [InlineData("14,14", "found '14,14'; expected 3 numbers of bins.")]
    [InlineData("14,14,33", "found '33'; expected a whole number from 1 to 32.")]
    [InlineData("14,0,14", "found '0'; expected a whole number from 1 to 32.")]
    public void Load_BinsThatDoNotFitTheLikelihoods_SaysWhat(string? value, string what) =>
        Refused(Forgery.Metadata(Models.Of("histograms").Saved(), "mlnet.vae.bins", value), "Metadata mlnet.vae.bins", what);

    [Fact]
    public void Load_OtherNumberOfBinsThanTheNetworkHas_IsRefused() =>
        Refused(Forgery.Metadata(Models.Of("histograms").Saved(), "mlnet.vae.bins", "2,2,2"), "Initializer decoder.2.weight", "expected");

    [Theory]
    [InlineData("prior_dimensions", "000", "found '000'; expected 3 digits 0 or 1, not all 0.")]
    [InlineData("prior_dimensions", "1111", "found '1111'; expected 3 digits")]
    [InlineData("prior_dimensions", "102", "found '102'; expected 3 digits")]
    [InlineData("prior_components", "AAAA", "expected a multiple of ")]
    [InlineData("prior_components", "?", "expected a multiple of ")]
    [InlineData("prior_components", null, "it is missing")]
    [InlineData("marginal_decimals", "rrrr", "found 'rrrr'; expected 7 letters 0 to 6, r or -, not all -.")]
    [InlineData("marginal_decimals", "-------", "found '-------'; expected 7 letters")]
    [InlineData("marginal_decimals", "rrrr--7", "found 'rrrr--7'; expected 7 letters")]
    [InlineData("marginals", "", "expected a multiple of 8 float32 values in base 64.")]
    [InlineData("marginals", "AACAPw==", "expected a multiple of 8 float32 values in base 64.")]
    public void Load_GenerationThatDoesNotFitTheModel_SaysWhat(string key, string? value, string what) =>
        Refused(Forgery.Metadata(File, $"mlnet.vae.{key}", value), $"Metadata mlnet.vae.{key}", what);

    [Fact]
    public void Load_QuantilesNotAscendingOrNotFinite_SaysSo()
    {
        Refused(Forgery.Metadata(File, Marginals, Numbers(1, 0)), $"Metadata {Marginals}", "expected ascending tables of at least two values.");
        Refused(Forgery.Metadata(File, Marginals, Numbers(0, float.NaN)), $"Metadata {Marginals}", "expected finite numbers.");

        // Two tables of two values for each of four features.
        static string Numbers(float first, float second) => Convert.ToBase64String(
            System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>([.. Enumerable.Repeat(new[] { first, second }, 8).SelectMany(pair => pair)]));
    }

    private const string Marginals = "mlnet.vae.marginals";

    private static readonly Gen<string> Key = Gen.OneOf(
        MetadataKeys.Format, MetadataKeys.Graph, MetadataKeys.FeatureCount, MetadataKeys.LatentDimension, MetadataKeys.HiddenLayers,
        MetadataKeys.Activation, MetadataKeys.Likelihoods, MetadataKeys.ScoreBound, MetadataKeys.Deterministic, MetadataKeys.CalibrationCount,
        MetadataKeys.KlPerLatentDimension, MetadataKeys.PriorDimensions, MetadataKeys.PriorComponents, MetadataKeys.MarginalDecimals,
        MetadataKeys.Marginals);

    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.String,
        Gen.String[Gen.OneOf('G', 'B', 'T'), 0, 8],
        Gen.Int.Array[0, 4].Select(numbers => string.Join(',', numbers)),
        Gen.Double.Select(number => number.ToString(CultureInfo.InvariantCulture)));

    // Whatever the metadata say: a model, or an exception that says where, after work in proportion to the file.
    [Fact]
    public void Load_AnyMetadata_LoadsOrRefusesIt() => Gen.Select(Key, Text).Holds(
        entry =>
        {
            byte[] file = Forgery.Metadata(File, entry.Item1, entry.Item2);
            long before = GC.GetAllocatedBytesForCurrentThread();
            var exception = Record.Exception(() => VaeModel.Load(new MemoryStream(file)));
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MemoryFor(file));
            if (exception is not null)
                Assert.IsType<VaeModelFormatException>(exception);
        },
        count: 2000);

    [Theory]
    [InlineData("feature_count", "2147483647")]
    [InlineData("hidden_layers", "65536,65536,65536")]
    [InlineData("latent_dimension", "4096")]
    public void Load_SizesThatDoNotFitTheFile_RefusesThemUnallocated(string key, string value) =>
        Refused(Forgery.Metadata(File, $"mlnet.vae.{key}", value), "Metadata mlnet.vae.feature_count, ", "does not fit into the");

    [Theory]
    [InlineData("hidden_layers", "16,7", "Initializer encoder.1.weight", "it holds 512 bytes; expected 112 float32 values.")]
    [InlineData("hidden_layers", "16", "Initializer encoder.1.weight", "expected 96 float32 values.")]
    [InlineData("hidden_layers", "16,8,1", "Initializer encoder.2.weight", "expected 8 float32 values.")]
    [InlineData("calibration_count", "200", "Initializer calibration_scores", "expected 200 float32 values.")]
    [InlineData("latent_dimension", "2", "Initializer encoder.2.weight", "it holds 192 bytes; expected 32 float32 values.")]
    public void Load_MetadataOfAnotherModel_RefusesIt(string key, string value, string where, string what) =>
        Refused(Forgery.Metadata(File, $"mlnet.vae.{key}", value), where, what);

    [Theory]
    [InlineData("decoder.0.bias")]
    [InlineData("threshold")]
    [InlineData("scoring_noise")]
    public void Load_MissingInitializer_SaysWhich(string name) =>
        Refused(Forgery.Initializer(File, name, null), $"Initializer {name}", "it is missing.");

    [Theory]
    [InlineData("encoder.0.weight")]
    [InlineData("feature_scale")]
    [InlineData("calibration_scores")]
    public void Load_ValueNotFinite_SaysWhich(string name) => Refused(
        Forgery.Values(File, name, values => values[1] = float.NaN),
        $"Initializer {name}",
        "value 1 is NaN; expected finite numbers.");

    [Fact]
    public void Load_CalibrationScoresNotAscending_SaysSo() => Refused(
        Forgery.Values(File, "calibration_scores", values => values[1] = values[0] - 1),
        "Initializer calibration_scores",
        "expected ascending values.");

    [Fact]
    public void Load_NoiseOfAnotherSize_SaysSo() => Refused(
        Forgery.Initializer(File, "scoring_noise", TensorMessage.Create("scoring_noise", [1f, 2f], [2])),
        "Initializer scoring_noise",
        "expected a multiple of");

    [Fact]
    public void Load_InitializerTwice_SaysWhich() => Refused(
        Forgery.InGraph(File, new ProtoMessage().Add(OnnxFields.Graph.Initializers, TensorMessage.Create("threshold", [0.5f], []))),
        "Initializer threshold",
        "twice");

    [Fact]
    public void Load_MetadataTwice_SaysWhich()
    {
        var entry = new ProtoMessage().Add(OnnxFields.Model.Metadata, Entry("mlnet.vae.graph", "Scorer"));
        Refused(Forgery.InModel(File, entry), "Metadata mlnet.vae.graph", "twice");
    }

    // External data are fields 13 and 14 of a TensorProto, functions 25 and training information 20 of a ModelProto.
    public static TheoryData<string, byte[]> MoreThanWeWrite()
    {
        var data = new TheoryData<string, byte[]>();
        var node = new ProtoMessage().Add(OnnxFields.Node.OperatorType, "Loop");
        var tensor = TensorMessage.Create("more", [1f], [1]);
        var location = Entry("location", "/etc/passwd");
        data.Add("node", Forgery.InGraph(File, new ProtoMessage().Add(OnnxFields.Graph.Nodes, node)));
        data.Add("initializer", Forgery.InGraph(File, new ProtoMessage().Add(OnnxFields.Graph.Initializers, tensor)));
        tensor.Add(13, location).Add(14, 1);
        data.Add("external data", Forgery.InGraph(File, new ProtoMessage().Add(OnnxFields.Graph.Initializers, tensor)));
        data.Add("function", Forgery.InModel(File, new ProtoMessage().Add(25, new ProtoMessage().Add(1, "f"))));
        data.Add("training", Forgery.InModel(File, new ProtoMessage().Add(20, new ProtoMessage().Add(1, "f"))));
        data.Add("unknown", Forgery.InModel(File, new ProtoMessage().Add(1000, 1)));
        data.Add("graph again", Forgery.InModel(File, new ProtoMessage().Add(OnnxFields.Model.Graph, new ProtoMessage())));
        data.Add("metadata", Forgery.InModel(File, new ProtoMessage().Add(OnnxFields.Model.Metadata, Entry("author", "me"))));
        return data;
    }

    private static ProtoMessage Entry(string key, string value) =>
        new ProtoMessage().Add(OnnxFields.MetadataEntry.Key, key).Add(OnnxFields.MetadataEntry.Value, value);

    // The graph is for other programs. What is in it beside the model's initializers changes nothing here.
    [Theory]
    [MemberData(nameof(MoreThanWeWrite))]
    public void Load_MoreThanWeWrite_ReadsTheModelAlone(string what, byte[] file) =>
        Assert.True(File.AsSpan().SequenceEqual(VaeModel.Load(new MemoryStream(file)).Saved()), what);

    [Fact]
    public void Load_SomethingBehindTheChecksum_RefusesIt()
    {
        byte[] more = [.. new ProtoMessage().Add(1000, 1).Pieces.SelectMany(piece => piece)];
        Refused([.. File, .. more], "Metadata mlnet.vae.sha256", "it is not the last entry of the file.");
    }

    private static void Refused(byte[] file, string where, string what)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var exception = Assert.Throws<VaeModelFormatException>(() => VaeModel.Load(new MemoryStream(file)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MemoryFor(file));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.StartsWith(where, exception.Where);
        Assert.Contains(what, exception.Message);
        Assert.Contains(exception.Where, exception.Message);
    }

    private static long MemoryFor(byte[] file) => 200_000 + 40L * file.Length;
}
