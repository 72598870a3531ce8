using Microsoft.ML;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Training;

public sealed class SeedTests
{
    [Fact]
    public void SameContextSeed_GivesTheSameEmbedding() => Assert.Equal(Embed(1, null), Embed(1, null));

    [Fact]
    public void AnotherContextSeed_GivesAnotherEmbedding() => Assert.NotEqual(Embed(1, null), Embed(2, null));

    [Fact]
    public void OwnSeed_GoesBeforeThatOfTheContext()
    {
        Assert.Equal(Embed(1, 5), Embed(2, 5));
        Assert.NotEqual(Embed(1, 5), Embed(1, 6));
    }

    [Fact]
    public void SeedOfAShortOverload_IsThatOfTheOptions()
    {
        var transforms = new MLContext(seed: 9).Transforms;
        VaeEstimator[] seeded =
        [
            transforms.VaeEncode("E", "Features", numberOfEpochs: 1, seed: 5),
            transforms.VaeReconstruct("R", "Features", numberOfEpochs: 1, seed: 5),
            new MLContext(seed: 9).AnomalyDetection.Trainers.Vae(numberOfEpochs: 1, seed: 5),
        ];

        Assert.All(seeded, estimator =>
            Assert.Equal(Embed(1, 5), ColumnValues.Vectors(estimator.Fit(Trained.Data).AsFeaturizer("E").Transform(Trained.Data), "E")));
    }

    // It has other options than those.
    [Fact]
    public void SeedOfTheShortImputer_IsThatOfTheOptions()
    {
        Assert.Equal(Embed(1, 5), Embed(9, 5));
        Assert.NotEqual(Embed(1, 5), Embed(1, 6));

        static float[][] Embed(int contextSeed, int seed) => ColumnValues.Vectors(
            new MLContext(contextSeed).Transforms.VaeImpute("I", "Features", numberOfEpochs: 1, seed: seed)
                .Fit(Trained.Data).AsFeaturizer("E").Transform(Trained.Data),
            "E");
    }

    [Fact]
    public void TwoEstimatorsOfOneContext_DrawTwoSeeds()
    {
        var context = new MLContext(seed: 1);

        Assert.NotEqual(Embed(context, null), Embed(context, null));
    }

    [Fact]
    public void OneEstimatorFittedTwice_GivesTheSameModel()
    {
        var estimator = new MLContext(seed: 1).Transforms.VaeEncode("E", "Features", numberOfEpochs: 1);

        Assert.Equal(Embed(estimator), Embed(estimator));
    }

    private static float[][] Embed(int contextSeed, int? seed) => Embed(new MLContext(contextSeed), seed);

    private static float[][] Embed(MLContext context, int? seed) =>
        Embed(context.Transforms.VaeEncode(new VaeEstimator.Options { EmbeddingColumnName = "E", NumberOfEpochs = 1, Seed = seed }));

    private static float[][] Embed(VaeEstimator estimator) =>
        ColumnValues.Vectors(estimator.Fit(Trained.Data).Transform(Trained.Data), "E");
}
