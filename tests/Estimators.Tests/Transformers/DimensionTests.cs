using Microsoft.ML;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Transformers;

/// <summary>Data whose vectors have dimensions, and those of the training had others of the same number of values.</summary>
public sealed class DimensionTests
{
    private static readonly float[][] Rows = Samples.Rows(40, seed: 5);

    private static readonly VaeTransformer Detector =
        new MLContext(seed: 1).AnomalyDetection.Trainers.Vae(numberOfEpochs: 1).Fit(Table(2, Samples.FeatureCount / 2));

    [Fact]
    public void OtherDimensions_AreRefusedWithBoth()
    {
        var transposed = Table(Samples.FeatureCount / 2, 2);
        foreach (var view in new[] { Detector, Detector.AsFeaturizer("E"), Assert.IsType<VaeTransformer>(Zip.Reload(Detector)) })
        {
            foreach (var action in new Func<object>[]
            {
                () => view.GetOutputSchema(transposed.Schema), () => view.Transform(transposed), () => view.GetRowToRowMapper(transposed.Schema),
            })
            {
                Assert.StartsWith(
                    "The feature column 'Features' must be Vector<Single, 2, 3>; found Vector<Single, 3, 2>. Its values are in another order",
                    Assert.Throws<ArgumentOutOfRangeException>(action).Message,
                    StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData(6)]
    [InlineData(6, 1)]
    [InlineData(1, 2, 3)]
    [InlineData(2, 3, 1)]
    public void DimensionsOfTheSameOrder_AreTaken(params int[] dimensions)
    {
        float[] expected = Scores(Detector, Table(2, 3));

        Assert.Equal(expected, Scores(Detector, Table(dimensions)));
    }

    [Fact]
    public void FlatVectorsOfTheTraining_TakeAnyDimensions() => Assert.Equal(Scores(Trained.Detector, Table(6)), Scores(Trained.Detector, Table(3, 2)));

    private static VectorTable Table(params int[] dimensions) => new("Features", Rows, dimensions: dimensions);

    private static float[] Scores(VaeTransformer transformer, IDataView data) => ColumnValues.Scalars<float>(transformer.Transform(data), "Score");
}
