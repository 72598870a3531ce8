namespace Microsoft.ML.Data;

public sealed class AnomalyDetectionMetrics
{
    internal AnomalyDetectionMetrics(double auc, double detectionRate) =>
        (AreaUnderRocCurve, DetectionRateAtFalsePositiveCount) = (auc, detectionRate);

    public double AreaUnderRocCurve { get; }
    public double DetectionRateAtFalsePositiveCount { get; }
}

internal static class AnomalyDetectionEvaluation
{
    /// <summary>Rows without a label or with a score that is not finite do not count.</summary>
    public static AnomalyDetectionMetrics Evaluate(IDataView data, string label, string score, string predictedLabel, int falsePositiveCount)
    {
        Check.Param(falsePositiveCount > 0, "K", "It must be positive.");
        var labels = Columns.Find(data.Schema, label, "label", "schema");
        var scores = Columns.Find(data.Schema, score, "Score", "schema");
        Columns.Find(data.Schema, predictedLabel, "PredictedLabel", "schema");
        if (scores.Type != NumberDataViewType.Single)
            throw SchemaErrors.WrongType("schema", "score", score, "Single", scores.Type.ToString());
        if (labels.Type != NumberDataViewType.Single && labels.Type is not KeyDataViewType { Count: 2 })
            throw SchemaErrors.WrongType("schema", "label", label, "Single or a key of two values", labels.Type.ToString());
        var rows = Numbers.Labels(data, labels).Zip(data.GetColumn<float>(scores))
            .Where(r => !float.IsNaN(r.First) && float.IsFinite(r.Second)).Select(r => (IsAnomaly: r.First > 0, Score: r.Second))
            .OrderByDescending(r => r.Score).ToList();
        long anomalies = rows.Count(r => r.IsAnomaly);
        Check.Param(anomalies > 0, "PosSample", "There is no anomaly in the data.");
        Check.Param(anomalies < rows.Count, "NegSample", "There is nothing normal in the data.");
        return new AnomalyDetectionMetrics(AreaUnderCurve(rows, anomalies), DetectionRate(rows, anomalies, falsePositiveCount));
    }

    /// <summary>The share of pairs in the right order, a tie counting half.</summary>
    private static double AreaUnderCurve(List<(bool IsAnomaly, float Score)> rows, long anomalies)
    {
        double area = 0;
        long above = 0;
        foreach (var tie in rows.GroupBy(r => r.Score))
        {
            long positive = tie.Count(r => r.IsAnomaly), negative = tie.Count() - positive;
            area += (above + 0.5 * positive) * negative;
            above += positive;
        }
        return area / ((double)anomalies * (rows.Count - anomalies));
    }

    private static double DetectionRate(List<(bool IsAnomaly, float Score)> rows, long anomalies, int falsePositives)
    {
        long found = 0;
        foreach (var (isAnomaly, _) in rows)
        {
            if (isAnomaly)
                found++;
            else if (--falsePositives < 0)
                break;
        }
        return (double)found / anomalies;
    }
}
