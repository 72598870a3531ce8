using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using MLNet.Vae.Views;

namespace MLNet.Vae.Saving;

/// <summary>
/// From a vector of one slot, which is the least that OnnxTransformer gives, to a scalar. ML.NET has no transform for that; but a linear
/// model does it whose weight is 1 and whose bias is 0, and PredictedLabel comes with it.
/// </summary>
internal static class ScalarColumn
{
    public static IEnumerable<ITransformer> Create(MLContext context, PortableColumn column, float threshold)
    {
        var data = context.Transforms.CopyColumns(column.InGraph, nameof(Example.Vector))
            .Fit(Examples(context))
            .Transform(Examples(context));
        var model = Identity(context, column.InGraph, data);
        if (column.Name == AnomalyColumns.Score)
        {
            yield return context.BinaryClassification.ChangeModelThreshold(model, threshold);
            yield break;
        }

        yield return model;
        yield return context.Transforms.CopyColumns(column.Name, AnomalyColumns.Score).Fit(model.Transform(data));
        yield return context.Transforms.DropColumns(AnomalyColumns.Score, AnomalyColumns.PredictedLabel).Fit(model.Transform(data));
    }

    /// <summary>Trains on two rows and at such a rate that the weights come out as whole numbers.</summary>
    private static BinaryPredictionTransformer<LinearBinaryModelParameters> Identity(MLContext context, string features, IDataView data)
    {
        var transformer = context.BinaryClassification.Trainers.AveragedPerceptron(new AveragedPerceptronTrainer.Options
        {
            FeatureColumnName = features,
            LabelColumnName = nameof(Example.Label),
            LearningRate = 0.5f,
            NumberOfIterations = 3,
            Averaged = false,
            LazyUpdate = false,
            Shuffle = false,
            L2Regularization = 0,
        }).Fit(data);
        if (transformer.Model is not { Weights: [1f], Bias: 0f })
        {
            throw new InvalidOperationException(
                $"AveragedPerceptron of this version of Microsoft.ML gave the weight {transformer.Model.Weights[0]} and the bias " +
                $"{transformer.Model.Bias}; expected 1 and 0. No portable model can be made with it.");
        }

        return transformer;
    }

    private static IDataView Examples(MLContext context) => context.Data.LoadFromEnumerable(
        [new Example { Vector = [1], Label = true }, new Example { Vector = [-1], Label = false }]);

    private sealed class Example
    {
        [VectorType(1)]
        public float[] Vector { get; set; } = [];

        public bool Label { get; set; }
    }
}
