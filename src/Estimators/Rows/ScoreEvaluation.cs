using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Rows;

/// <summary>Scores a row, and splits the score by feature once a getter wants that.</summary>
internal sealed class ScoreEvaluation(SourceReader source, ContextReader? context, VaeModel model) : RowEvaluation(source, context)
{
    private float _score;
    private float[]? _featureScores; // [features], once someone has asked for them

    /// <summary>A getter of what the model makes of the score.</summary>
    public ValueGetter<T> CreateGetter<T>(Func<VaeModel, float, T> read) =>
        (ref T value) =>
        {
            EnsureEvaluated();
            value = read(model, _score);
        };

    /// <summary>A getter of the score by feature, [features].</summary>
    public ValueGetter<VBuffer<float>> CreateFeatureGetter()
    {
        // A PredictionEngine declares every column active, so only a getter asked for tells that the split is wanted.
        if (_featureScores is null)
        {
            _featureScores = new float[model.FeatureCount];
            Invalidate();
        }

        return VectorGetter(_featureScores);
    }

    protected override void Evaluate(ReadOnlySpan<float> input, ReadOnlySpan<float> given) =>
        model.Score(input, given, new Span<float>(ref _score), _featureScores);
}
