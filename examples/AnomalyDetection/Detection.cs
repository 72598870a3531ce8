using Microsoft.ML;
using MLNet.Vae.Examples.Common.Data;
using MLNet.Vae.Rows;

namespace MLNet.Vae.Examples.AnomalyDetection;

/// <summary>A detector that was trained on half of the normal rows, and what it says about all other rows.</summary>
internal sealed class Detection
{
    private readonly VaeTransformer _detector;
    private readonly IDataView _scored;

    private Detection(VaeTransformer detector, IDataView scored, int trainingRows, IReadOnlyList<ScoredRow> rows, double areaUnderRocCurve)
    {
        _detector = detector;
        _scored = scored;
        TrainingRows = trainingRows;
        Rows = rows;
        AreaUnderRocCurve = areaUnderRocCurve;
    }

    public VaeModel Model => _detector.Model;

    /// <summary>Number of normal rows that it was trained on.</summary>
    public int TrainingRows { get; }

    /// <summary>The rows that it was not trained on: the other normal rows and every anomaly.</summary>
    public IReadOnlyList<ScoredRow> Rows { get; }

    public double AreaUnderRocCurve { get; }

    public double AveragePrecision => Ranking.AveragePrecision([.. Rows.Select(row => row.Score)], [.. Rows.Select(row => row.Label == 1)]);

    /// <summary>The rows with the highest scores, the most anomalous first.</summary>
    public IEnumerable<ScoredRow> MostAnomalous(int count) => Rows.OrderByDescending(row => row.Score).Take(count);

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
        var detector = mlContext.AnomalyDetection.Trainers.Vae(options).Fit(training.ToDataView(mlContext, data.Features));

        // Two views of one fitted model: how anomalous a row is, and what the model expected instead.
        FeatureRow[] others = [.. normal[training.Length..], .. data.Anomalies];
        var scored = detector.Transform(others.ToDataView(mlContext, data.Features));
        scored = detector.AsReconstructor(nameof(ScoredRow.Expected)).Transform(scored);

        var rows = mlContext.Data.CreateEnumerable<ScoredRow>(scored, reuseRowObject: false).ToList();
        return new Detection(detector, scored, training.Length, rows, mlContext.AnomalyDetection.Evaluate(scored).AreaUnderRocCurve);
    }

    /// <summary>Writes the page with pictures.</summary>
    public void WriteReport(string path, LabeledData data, IReadOnlyList<VaeTrainingProgress>? history) =>
        VaeReport.Write(path, _detector, _scored, new VaeDataViewReportOptions
        {
            Title = $"Anomalous rows of {data.FileName}",
            Description = $"A variational autoencoder learned what {TrainingRows:N0} normal rows of {data.FeatureNames.Count} features look like, " +
                $"and scored the other {Rows.Count:N0} rows.",
            LabelColumnName = nameof(ScoredRow.Label),
            RowNameColumnName = nameof(ScoredRow.Row),
            TrainingHistory = history,
        });
}
