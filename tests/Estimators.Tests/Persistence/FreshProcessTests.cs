using Microsoft.ML;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Persistence;

/// <summary>A saved model in a process that has touched no type of ours before.</summary>
public sealed class FreshProcessTests
{
    private static readonly float[][] Rows = Samples.Rows(20, seed: 5);

    [Fact]
    public void Chain_LoadsByItsPathAndGivesTheSameBits()
    {
        using var folder = new TemporaryFolder();
        var context = new MLContext(seed: 1);
        var model = context.Transforms.NormalizeMinMax("Features")
            .Append(context.Transforms.VaeEncode("Embedding", "Features", latentDimension: 2, numberOfEpochs: 2))
            .Append(context.AnomalyDetection.Trainers.Vae(numberOfEpochs: 2))
            .Fit(Trained.Data);
        context.Model.Save(model, Trained.Data.Schema, folder.File("model.zip"));
        string[] columns = ["Embedding", "Score", "PredictedLabel", "PValue", "FeatureScores"];

        var (parts, rows) = ScoringProgram.Run("MLNet.Vae.ScoringProgram", folder.File("model.zip"), Rows, columns);
        var expected = ColumnValues.Read(model.Transform(new VectorTable("Features", Rows)), columns);
        Assert.Equal("NormalizingTransformer VaeTransformer VaeTransformer", parts);
        Assert.Equal(expected.Values.Select(ScoringProgram.Line), rows);
    }
}
