namespace MLNet.Vae.Rows;

/// <summary>What the model says of the rows of a report.</summary>
internal sealed class ScoredRows
{
    private const int ShownFeatures = 3;
    private const int RowsForMedians = 1000; // of each class: the median of so many is as good as that of all, and a page takes less time

    private readonly bool[]? _labels; // [rows]

    private ScoredRows(VaeModel model, IReadOnlyList<string> featureNames, float[] scores, bool[]? labels)
    {
        Model = model;
        FeatureNames = featureNames;
        Scores = scores;
        _labels = labels;
        IsAnomaly = labels ?? Array.ConvertAll(scores, score => score > model.Threshold);
    }

    public VaeModel Model { get; }

    /// <summary>[features].</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>[rows], in nats.</summary>
    public float[] Scores { get; }

    /// <summary>Whether it is known which rows are anomalies.</summary>
    public bool HasLabels => _labels is not null;

    /// <summary>Which rows are anomalies, [rows]: by their labels, or where there are none by their scores.</summary>
    public bool[] IsAnomaly { get; }

    /// <summary>The rows that are shown one by one, the most anomalous first.</summary>
    public IReadOnlyList<ReportedRow> Shown { get; private set; } = [];

    /// <summary>The median of what each feature adds to the score of a normal row, [features] in nats; empty where there is none.</summary>
    public float[] NormalShares { get; private set; } = [];

    /// <summary>The same of the anomalies.</summary>
    public float[] AnomalyShares { get; private set; } = [];

    /// <exception cref="ArgumentException">There is no row.</exception>
    public static ScoredRows Create(ReportRows rows)
    {
        var scores = new List<float>();
        List<bool>? labels = null;
        foreach (var chunk in rows.Read(named: false))
        {
            float[] chunkScores = new float[chunk.Features.Length / rows.Model.FeatureCount];
            rows.Model.Score(chunk.Features.Span, chunk.Context.Span, chunkScores, []);
            scores.AddRange(chunkScores);
            if (chunk.Labels is not null)
                (labels ??= []).AddRange(chunk.Labels);
        }

        if (scores.Count == 0)
            throw new ArgumentException("The data has no rows; expected one at least.", "scored");
        var scored = new ScoredRows(rows.Model, rows.FeatureNames, [.. scores], labels?.ToArray());
        scored.ReadDetails(rows);
        return scored;
    }

    /// <summary>Scores of the anomalies or of the others, in no order.</summary>
    public double[] ScoresOf(bool anomalies) => [.. Scores.Where((_, row) => IsAnomaly[row] == anomalies).Select(score => (double)score)];

    private void ReadDetails(ReportRows rows)
    {
        int[] shown = DrawnRows.Choose(Scores);
        var places = shown.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        HashSet<int> normal = Sample(anomalies: false), anomalies = Sample(anomalies: true);
        var reported = new ReportedRow[shown.Length];
        List<float[]> normalShares = [], anomalyShares = [];
        foreach (var chunk in rows.Read(named: true))
        {
            for (int i = 0; i < chunk.Names!.Length; i++)
            {
                int row = chunk.First + i;
                bool isShown = places.TryGetValue(row, out int place);
                if (!isShown && !normal.Contains(row) && !anomalies.Contains(row))
                    continue;

                var evaluation = new ShownEvaluation(this, row, chunk, i);
                if (isShown)
                    reported[place] = evaluation.Report(chunk.Names[i], ShownFeatures);
                if (normal.Contains(row))
                    normalShares.Add(evaluation.Shares);
                else if (anomalies.Contains(row))
                    anomalyShares.Add(evaluation.Shares);
            }
        }

        Shown = reported;
        NormalShares = Medians(normalShares);
        AnomalyShares = Medians(anomalyShares);
    }

    private HashSet<int> Sample(bool anomalies)
    {
        int[] rows = [.. Enumerable.Range(0, Scores.Length).Where(row => IsAnomaly[row] == anomalies)];
        return rows.Length <= RowsForMedians
            ? [.. rows]
            : [.. Enumerable.Range(0, RowsForMedians).Select(i => rows[(long)i * rows.Length / RowsForMedians])];
    }

    private float[] Medians(List<float[]> shares)
    {
        if (shares.Count == 0)
            return [];
        var medians = new float[FeatureNames.Count];
        var column = new float[shares.Count];
        for (int feature = 0; feature < medians.Length; feature++)
        {
            for (int row = 0; row < column.Length; row++)
                column[row] = shares[row][feature];
            column.AsSpan().Sort();
            medians[feature] = column[column.Length / 2];
        }

        return medians;
    }
}
