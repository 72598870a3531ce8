namespace MLNet.Vae.Rows;

/// <summary>What the model says of one row beside its score.</summary>
internal sealed class ShownEvaluation
{
    private readonly ScoredRows _scored;
    private readonly int _row;
    private readonly ReadOnlyMemory<float> _features;
    private readonly ReadOnlyMemory<float> _context;

    /// <param name="scored">The rows.</param>
    /// <param name="row">Number of the row.</param>
    /// <param name="chunk">Where it is.</param>
    /// <param name="place">Its place there.</param>
    public ShownEvaluation(ScoredRows scored, int row, RowChunk chunk, int place)
    {
        _scored = scored;
        _row = row;
        _features = chunk.Features.Slice(place * scored.Model.FeatureCount, scored.Model.FeatureCount);
        _context = chunk.Context.Slice(place * scored.Model.ContextCount, scored.Model.ContextCount);
        Shares = new float[scored.Model.FeatureCount];
        Span<float> score = stackalloc float[1];
        scored.Model.Score(_features.Span, _context.Span, score, Shares);
    }

    /// <summary>What each feature adds to the score, [features], in nats.</summary>
    public float[] Shares { get; }

    /// <summary>The row as it is shown, with so many features.</summary>
    public ReportedRow Report(string name, int features)
    {
        var model = _scored.Model;
        float[] expected = new float[model.FeatureCount], embedding = new float[model.LatentDimension];
        model.Reconstruct(_features.Span, _context.Span, expected);
        model.Encode(_features.Span, _context.Span, embedding, []);
        float score = _scored.Scores[_row];
        var most = Enumerable.Range(0, Shares.Length)
            .OrderByDescending(feature => Shares[feature])
            .Take(features)
            .Select(feature => new FeatureShare(_scored.FeatureNames[feature], Shares[feature], Value(feature), expected[feature]));
        return new ReportedRow(
            name, _scored.IsAnomaly[_row], score, model.PValue(score), (float)(score - Shares.Sum(share => (double)share)), [.. most], embedding);
    }

    private float Value(int feature)
    {
        float value = _features.Span[feature];
        return _scored.Model.IsMissing(value) ? float.NaN : value;
    }
}
