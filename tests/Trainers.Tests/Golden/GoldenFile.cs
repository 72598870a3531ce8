using System.Text.Json;
using System.Text.Json.Serialization;

namespace MLNet.Vae.Tests.Golden;

/// <summary>golden.json as make_golden.py writes it. A missing value is null there and NaN here.</summary>
internal sealed record GoldenFile(Dictionary<string, float?[][]> DataSets, GoldenCase[] Cases, GoldenScores Scores, GoldenCycle[] OneCycles)
{
    private static readonly JsonSerializerOptions Format = new()
    {
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        Converters = { new InfinityConverter() },
    };

    public static GoldenFile Read()
    {
        using var stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Golden", "golden.json"));
        return JsonSerializer.Deserialize<GoldenFile>(stream, Format)!;
    }

    public static float[] Flat(float?[][] rows) => [.. rows.SelectMany(row => row).Select(x => x ?? float.NaN)];

    private sealed class InfinityConverter : JsonConverter<float>
    {
        public override float Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) =>
            reader.TokenType != JsonTokenType.String ? reader.GetSingle()
            : reader.GetString() == "-inf" ? float.NegativeInfinity
            : float.PositiveInfinity;

        public override void Write(Utf8JsonWriter writer, float value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}

/// <summary>One training: what PyTorch found at each step, and the parameters it ended with.</summary>
internal sealed record GoldenCase(
    string Name, string DataSet, GoldenOptions Options, double[] Reconstructions, double[][] Kls, double[] GradientNorms,
    GoldenTensor[] Tensors);

internal sealed record GoldenTensor(string Name, double Sum, double Norm);

/// <summary>Takes the options by their own names.</summary>
internal sealed class GoldenOptions : VaeOptions
{
    [JsonConverter(typeof(JsonStringEnumConverter<VaeActivation>))]
    public new VaeActivation Activation { get => base.Activation; set => base.Activation = value; }

    [JsonConverter(typeof(JsonStringEnumConverter<VaeLikelihood>))]
    public new VaeLikelihood Likelihood { get => base.Likelihood; set => base.Likelihood = value; }
}

/// <summary>A small model, and in double what it says of some rows.</summary>
internal sealed record GoldenScores(
    bool[] Bernoulli, float[] Mean, float[] Scale, float[] Noise, float[] Parameters, float?[][] Rows,
    double[][] PosteriorMean, double[][] LogVariance, double[][] Reconstruction, double[][] FeatureScores,
    double[] NegativeElbo, double[] NegativeIwae, double[] Deterministic);

internal sealed record GoldenCycle(int Steps, double Peak, double[] Rates);
