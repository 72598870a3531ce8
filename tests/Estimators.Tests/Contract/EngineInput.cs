using Microsoft.ML.Data;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Contract;

/// <summary>A row with the input column of every estimator under test.</summary>
internal sealed class EngineInput
{
    [VectorType(Samples.FeatureCount)]
    public float[] Features { get; set; } = new float[Samples.FeatureCount];

    [VectorType(DecodeTests.LatentDimension)]
    public float[] Latent { get; set; } = new float[DecodeTests.LatentDimension];

    public static EngineInput With(string column, float[] vector) => column == nameof(Features)
        ? new EngineInput { Features = vector }
        : new EngineInput { Latent = vector };
}
