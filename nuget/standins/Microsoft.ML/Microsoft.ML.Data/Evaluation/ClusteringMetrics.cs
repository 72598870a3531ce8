namespace Microsoft.ML.Data;

public sealed class ClusteringMetrics
{
    internal ClusteringMetrics(double nmi, double avgMinScore, double dbi) =>
        (NormalizedMutualInformation, AverageDistance, DaviesBouldinIndex) = (nmi, avgMinScore, dbi);

    public double NormalizedMutualInformation { get; }
    public double AverageDistance { get; }
    public double DaviesBouldinIndex { get; }
}

internal static class ClusteringEvaluation
{
    private readonly record struct Row(int Cluster, float Score, int Class, float[] Features);

    /// <summary>Rows whose scores are not finite do not count; a row without a label is of class 0.</summary>
    public static ClusteringMetrics Evaluate(IDataView data, string score, string label, string features)
    {
        var scores = Vector(data, score, "Score");
        var labels = label == null ? Enumerable.Repeat(float.NaN, int.MaxValue) : Labels(data, label);
        var inputs = features == null ? Enumerable.Repeat<float[]>(null, int.MaxValue) : data.GetColumn<float[]>(Vector(data, features, "Features"));
        var rows = data.GetColumn<float[]>(scores).Zip(labels, inputs).Where(r => r.First.All(float.IsFinite))
            .Select(r => new Row(Array.IndexOf(r.First, r.First.Min()), r.First.Min(), ClassOf(r.Second), r.Third)).ToList();
        int clusters = ((VectorDataViewType)scores.Type).Size;
        return new(MutualInformation(rows), rows.Select(r => (double)r.Score).Sum() / rows.Count, features == null ? 0 : DaviesBouldin(rows, clusters));
    }

    private static IEnumerable<float> Labels(IDataView data, string label)
    {
        var column = Columns.Find(data.Schema, label, "Label", "schema");
        return column.Type == NumberDataViewType.Single || column.Type is KeyDataViewType
            ? Numbers.Labels(data, column)
            : throw SchemaErrors.WrongType("schema", "label", label, "Single or key", column.Type.ToString());
    }

    private static int ClassOf(float label)
    {
        Check.That(float.IsNaN(label) || label >= 0 && label == (int)label, $"A class is a whole number from 0, not {label}.");
        return float.IsNaN(label) ? 0 : (int)label;
    }

    private static DataViewSchema.Column Vector(IDataView data, string name, string role)
    {
        var column = Columns.Find(data.Schema, name, role, "schema");
        return column.Type is VectorDataViewType { IsKnownSize: true } vector && vector.ItemType == NumberDataViewType.Single
            ? column
            : throw SchemaErrors.WrongType("schema", role, name, "a vector of Single, of known size", column.Type.ToString());
    }

    /// <summary>Divided by the entropy of the classes; NaN when there is none but class 0.</summary>
    private static double MutualInformation(List<Row> rows)
    {
        if (rows.Max(r => r.Class) == 0)
            return double.NaN;
        double Share(IEnumerable<Row> part) => part.Count() / (double)rows.Count;
        var byCluster = rows.GroupBy(r => r.Cluster).ToDictionary(g => g.Key, Share);
        var byClass = rows.GroupBy(r => r.Class).ToDictionary(g => g.Key, Share);
        double information = rows.GroupBy(r => (r.Class, r.Cluster))
            .Sum(g => Share(g) * Math.Log(Share(g) / (byClass[g.Key.Class] * byCluster[g.Key.Cluster])));
        return information / -byClass.Values.Sum(p => p * Math.Log(p));
    }

    private static double DaviesBouldin(List<Row> rows, int clusters)
    {
        var parts = rows.GroupBy(r => r.Cluster).Select(g => g.ToList()).ToList();
        var centroids = parts.Select(p => p[0].Features.Select((_, j) => p.Average(r => (double)r.Features[j])).ToArray()).ToList();
        var spreads = parts.Select((p, i) => p.Average(r => Distance(r.Features.Select(x => (double)x), centroids[i]))).ToList();
        double Worst(int i) => Enumerable.Range(0, parts.Count).Where(j => j != i)
            .Select(j => (spreads[i] + spreads[j]) / Distance(centroids[i], centroids[j])).DefaultIfEmpty(0).Max();
        return Enumerable.Range(0, parts.Count).Sum(Worst) / clusters;
    }

    private static double Distance(IEnumerable<double> x, IEnumerable<double> y) => Math.Sqrt(x.Zip(y, (a, b) => (a - b) * (a - b)).Sum());
}
