using Microsoft.ML;

namespace MLNet.Vae.Examples.ContextualAnomalies;

/// <summary>A detector that was trained on normal readings, and what it says of others.</summary>
internal sealed class Detection
{
    private Detection(double areaUnderRocCurve, IReadOnlyList<ScoredReading> rows)
    {
        AreaUnderRocCurve = areaUnderRocCurve;
        Rows = rows;
    }

    /// <summary>1 where every anomaly scores above every normal reading, 0.5 for a guess.</summary>
    public double AreaUnderRocCurve { get; }

    /// <summary>The readings that were not trained on.</summary>
    public IReadOnlyList<ScoredReading> Rows { get; }

    /// <summary>The share of the readings with this label that raise an alarm.</summary>
    public double AlarmRate(float label) => Rows.Where(row => row.Label == label).Average(row => row.PredictedLabel ? 1.0 : 0);

    /// <param name="training">Normal readings.</param>
    /// <param name="others">Readings to look for anomalies in.</param>
    /// <param name="withHour">Whether the detector knows the hour.</param>
    /// <param name="progress">Told about the training.</param>
    public static Detection Run(Reading[] training, Reading[] others, bool withHour, IProgress<VaeTrainingProgress>? progress = null)
    {
        var mlContext = new MLContext(seed: 1);
        var pipeline = mlContext.Transforms.Concatenate("Features", nameof(Reading.Power), nameof(Reading.Cooling), nameof(Reading.Water))
            .Append(mlContext.Transforms.Categorical.OneHotEncoding("HourOfDay", nameof(Reading.Hour)))
            .Append(mlContext.AnomalyDetection.Trainers.Vae(new VaeEstimator.Options
            {
                ContextColumnName = withHour ? "HourOfDay" : null,
                ReconstructionColumnName = "Expected",
                Progress = progress,
                Seed = 1,
            }));
        var scored = pipeline.Fit(mlContext.Data.LoadFromEnumerable(training)).Transform(mlContext.Data.LoadFromEnumerable(others));
        double area = mlContext.AnomalyDetection.Evaluate(scored, falsePositiveCount: 1).AreaUnderRocCurve;
        return new Detection(area, [.. mlContext.Data.CreateEnumerable<ScoredReading>(scored, reuseRowObject: false)]);
    }
}

/// <summary>A reading, and what the detector makes of it.</summary>
internal sealed class ScoredReading
{
    public float Hour { get; set; }

    public float Label { get; set; }

    public float Score { get; set; }

    public bool PredictedLabel { get; set; }

    public float[] Features { get; set; } = [];

    /// <summary>What the detector expects in place of <see cref="Features"/>.</summary>
    public float[] Expected { get; set; } = [];
}
