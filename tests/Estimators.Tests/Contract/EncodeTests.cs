using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Contract;

public sealed class EncodeTests : RowContract
{
    protected override string InputColumn => "Features";

    protected override string Role => "feature";

    protected override float[][] Rows { get; } = Samples.Rows(150);

    protected override IReadOnlyList<(string Name, DataViewType Type)> Added { get; } =
        [("Embedding", new VectorDataViewType(NumberDataViewType.Single, 3))];

    protected override IEstimator<ITransformer> CreateEstimator() =>
        new MLContext(seed: 1).Transforms.VaeEncode("Embedding", "Features", latentDimension: 3, numberOfEpochs: 2);
}
