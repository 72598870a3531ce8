using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Contract;

public sealed class DecodeTests : RowContract
{
    public const int LatentDimension = 3;

    protected override string InputColumn => "Latent";

    protected override string Role => "latent";

    protected override float[][] Rows { get; } = [.. Samples.Rows(150).Select(row => row[..LatentDimension])];

    protected override IReadOnlyList<(string Name, DataViewType Type)> Added { get; } =
        [("Decoded", new VectorDataViewType(NumberDataViewType.Single, Samples.FeatureCount))];

    protected override IEstimator<ITransformer> CreateEstimator()
    {
        var encoder = new MLContext(seed: 1).Transforms.VaeEncode("Embedding", "Features", LatentDimension, numberOfEpochs: 2);
        return Context.Transforms.VaeDecode(encoder.Fit(new VectorTable("Features", Samples.Rows(150))).Model, "Decoded", "Latent");
    }
}
