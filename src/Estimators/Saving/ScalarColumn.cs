using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MLNet.Vae.Saving;

/// <summary>
/// From a vector of one slot, which is the least that OnnxTransformer gives, to a scalar. ML.NET has no transform for that; but a linear
/// model does it whose weight is 1 and whose bias is 0, and PredictedLabel comes with it.
/// </summary>
internal static class ScalarColumn
{
    // What ML.NET's linear model calls the columns that it adds.
    private const string Score = nameof(Score), PredictedLabel = nameof(PredictedLabel);

    /// <summary>Adds a number under its name.</summary>
    public static IEnumerable<ITransformer> Create(MLContext context, PortableColumn column)
    {
        var data = Vectors(context, column.InGraph);
        var model = Identity(context, column.InGraph, data);
        var added = model.Transform(data);
        return
        [
            model,
            context.Transforms.CopyColumns(column.Name, Score).Fit(added),
            context.Transforms.DropColumns(Score, PredictedLabel).Fit(added),
        ];
    }

    /// <summary>Adds Score, and PredictedLabel with it.</summary>
    public static IEnumerable<ITransformer> CreateScore(MLContext context, PortableColumn column, float threshold)
    {
        var model = Identity(context, column.InGraph, Vectors(context, column.InGraph));
        return [context.BinaryClassification.ChangeModelThreshold(model, threshold)];
    }

    private static IDataView Vectors(MLContext context, string name)
    {
        var examples = context.Data.LoadFromEnumerable(
            [new Example { Vector = [1], Label = true }, new Example { Vector = [-1], Label = false }]);
        return context.Transforms.CopyColumns(name, nameof(Example.Vector)).Fit(examples).Transform(examples);
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

    private sealed class Example
    {
        [VectorType(1)]
        public float[] Vector { get; set; } = [];

        public bool Label { get; set; }
    }
}
