using Microsoft.ML;
using MLNet.Vae.Examples.Common.Data;

namespace MLNet.Vae.Examples.AnomalyDetection;

/// <summary>A detector that was trained on half of the normal rows, and what it says about all other rows.</summary>
internal sealed class Detection
{
    private Detection(VaeModel model, int trainingRows, IReadOnlyList<ScoredRow> rows, double areaUnderRocCurve)
    {
        Model = model;
        TrainingRows = trainingRows;
        Rows = rows;
        AreaUnderRocCurve = areaUnderRocCurve;
    }

    public VaeModel Model { get; }

    /// <summary>Number of normal rows that it was trained on.</summary>
    public int TrainingRows { get; }

    /// <summary>The rows that it was not trained on: the other normal rows and every anomaly.</summary>
    public IReadOnlyList<ScoredRow> Rows { get; }

    public double AreaUnderRocCurve { get; }

    /// <summary>The rows with the highest scores, the oddest first.</summary>
    public IEnumerable<ScoredRow> Oddest(int count) => Rows.OrderByDescending(row => row.Score).Take(count);

    /// <summary>Trains and scores.</summary>
    /// <param name="data">The rows.</param>
    /// <param name="seed">Chooses the training rows and every random number of the training.</param>
    /// <param name="progress">Told how the training stands.</param>
    public static Detection Run(LabeledData data, int seed, IProgress<VaeTrainingProgress>? progress = null)
    {
        var mlContext = new MLContext(seed);
        FeatureRow[] normal = [.. data.Normal];
        new System.Random(seed).Shuffle(normal);
        var training = normal[..(normal.Length / 2)];

        var options = new VaeEstimator.Options { Seed = seed, Progress = progress };
        var detector = mlContext.AnomalyDetection.Trainers.Vae(options).Fit(training.ToDataView(mlContext));

        // Three views of one fitted model: how odd a row is, what the model expected instead, and where it lies in latent space.
        FeatureRow[] others = [.. normal[training.Length..], .. data.Anomalies];
        var scored = detector.Transform(others.ToDataView(mlContext));
        scored = detector.AsReconstructor(nameof(ScoredRow.Expected)).Transform(scored);
        scored = detector.AsFeaturizer(nameof(ScoredRow.Embedding)).Transform(scored);

        var rows = mlContext.Data.CreateEnumerable<ScoredRow>(scored, reuseRowObject: false).ToList();
        return new Detection(detector.Model, training.Length, rows, mlContext.AnomalyDetection.Evaluate(scored).AreaUnderRocCurve);
    }
}
