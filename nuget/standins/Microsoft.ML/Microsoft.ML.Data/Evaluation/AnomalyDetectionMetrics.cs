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
    private readonly record struct Row(bool IsAnomaly, float Score);

    /// <summary>Rows without a label or with a score that is not finite do not count.</summary>
    public static AnomalyDetectionMetrics Evaluate(
        IDataView data, string label, string score, string predictedLabel, int falsePositiveCount)
    {
        Columns.Find(data.Schema, predictedLabel, "PredictedLabel");
        var rows = Values(data, label, "label").Zip(Values(data, score, "Score"))
            .Where(r => !float.IsNaN(r.First) && float.IsFinite(r.Second)).Select(r => new Row(r.First > 0, r.Second))
            .OrderByDescending(r => r.Score).ToList();
        long anomalies = rows.Count(r => r.IsAnomaly);
        Check.Param(anomalies > 0, "PosSample", "There is no anomaly in the data.");
        Check.Param(anomalies < rows.Count, "NegSample", "There is nothing normal in the data.");
        return new AnomalyDetectionMetrics(AreaUnderCurve(rows, anomalies), DetectionRate(rows, anomalies, falsePositiveCount));
    }

    private static IEnumerable<float> Values(IDataView data, string name, string role)
    {
        var column = Columns.Find(data.Schema, name, role);
        return column.Type == NumberDataViewType.Single
            ? data.GetColumn<float>(column)
            : throw SchemaErrors.WrongType(role, name, "Single", column.Type.ToString());
    }

    /// <summary>The share of pairs in the right order, a tie counting half.</summary>
    private static double AreaUnderCurve(List<Row> rows, long anomalies)
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

    private static double DetectionRate(List<Row> rows, long anomalies, int falsePositives)
    {
        var found = rows.TakeWhile(row => row.IsAnomaly || --falsePositives >= 0);
        return (double)found.Count(row => row.IsAnomaly) / anomalies;
    }
}
