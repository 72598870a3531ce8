using Microsoft.ML;
using MLNet.Vae.Rows;

namespace MLNet.Vae.Views;

/// <summary>Evaluates the columns of an anomaly scorer, which share one score.</summary>
internal sealed class AnomalyEvaluator(DataViewRow row, DataViewSchema.Column column, VaeModel model) : RowEvaluator(row, column)
{
    private float _score;
    private float[]? _featureScores; // [features], once someone has asked for them

    public override Delegate CreateGetter(string name) => name switch
    {
        AnomalyColumns.Score => ScoreGetter(static (_, score) => score),
        AnomalyColumns.PredictedLabel => ScoreGetter(static (model, score) => score > model.Threshold),
        AnomalyColumns.PValue => ScoreGetter(static (model, score) => model.PValue(score)),
        _ => VectorGetter(FeatureScores()),
    };

    protected override void Evaluate(ReadOnlySpan<float> input)
    {
        if (_featureScores is null)
            model.Score(input, new Span<float>(ref _score));
        else
            model.Score(input, new Span<float>(ref _score), _featureScores);
    }

    private ValueGetter<T> ScoreGetter<T>(Func<VaeModel, float, T> read) =>
        (ref T value) =>
        {
            EnsureEvaluated();
            value = read(model, _score);
        };

    private float[] FeatureScores()
    {
        // A PredictionEngine declares every column active, so only a getter asked for tells that the split is wanted.
        if (_featureScores is null)
        {
            _featureScores = new float[model.FeatureCount];
            Invalidate();
        }

        return _featureScores;
    }
}
