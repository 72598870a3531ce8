using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Contract;

public sealed class ImputeTests : RowContract
{
    protected override string InputColumn => "Features";

    protected override string Role => "feature";

    protected override float[][] Rows { get; } = [.. Samples.Rows(150).Select(WithAGap)];

    protected override IReadOnlyList<(string Name, DataViewType Type)> Added { get; } =
        [("Imputed", new VectorDataViewType(NumberDataViewType.Single, Samples.FeatureCount))];

    protected override IEstimator<ITransformer> CreateEstimator() =>
        new MLContext(seed: 1).Transforms.VaeImpute("Imputed", "Features", numberOfEpochs: 2);

    // Every second row is complete.
    private static float[] WithAGap(float[] row, int number)
    {
        if (number % 2 == 0)
            row[number % Samples.FeatureCount] = float.NaN;
        return row;
    }
}
