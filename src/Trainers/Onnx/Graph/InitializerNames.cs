using MLNet.Vae.Model;

namespace MLNet.Vae.Onnx.Graph;

/// <summary>The initializers that are part of a model, beside those that <see cref="ParameterLayout"/> names.</summary>
internal static class InitializerNames
{
    public const string FeatureMean = "feature_mean", FeatureScale = "feature_scale";

    /// <summary>Of models with a context.</summary>
    public const string ContextMean = "context_mean", ContextScale = "context_scale";

    public const string ScoringNoise = "scoring_noise";

    public const string CalibrationScores = "calibration_scores", CalibrationBlocks = "calibration_blocks";

    /// <summary>Of models that a file of version 1 or 2 held.</summary>
    public const string ScoreQuantiles = "score_quantiles";

    public const string MissingScores = "missing_scores";

    public const string Threshold = "threshold";
}
