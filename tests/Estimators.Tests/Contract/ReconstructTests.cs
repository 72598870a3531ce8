using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Contract;

public sealed class ReconstructTests : RowContract
{
    protected override string InputColumn => "Features";

    protected override string Role => "feature";

    protected override float[][] Rows { get; } = Samples.Rows(150);

    protected override IReadOnlyList<(string Name, DataViewType Type)> Added { get; } =
        [("Reconstruction", new VectorDataViewType(NumberDataViewType.Single, Samples.FeatureCount))];

    protected override IEstimator<ITransformer> CreateEstimator() =>
        new MLContext(seed: 1).Transforms.VaeReconstruct("Reconstruction", "Features", numberOfEpochs: 2);
}
