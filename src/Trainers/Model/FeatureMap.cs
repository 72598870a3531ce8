using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Model;

/// <summary>
/// The likelihood of each feature, and how the input's units become the model's: (x − mean) · scale. The constants are float32 and are never
/// folded into the weights, so that C# and ONNX compute the same number.
/// </summary>
internal sealed class FeatureMap
{
    /// <summary>A standardized value is kept within ±this, so that a score stays finite and an infinite value is never normal.</summary>
    public const float Limit = 1e6f;

    /// <summary>
    /// The encoder of a new model sees a standardized value within ±this: what lies farther out must not move the whole posterior, or the
    /// other features of the row would look anomalous in its place.
    /// </summary>
    public const float NewEncoderLimit = 10;

    /// <param name="likelihoods">[features].</param>
    /// <param name="mean">[features].</param>
    /// <param name="scale">[features].</param>
    /// <param name="encoderLimit">The encoder sees a standardized value within ±this.</param>
    /// <param name="missing">What stands for a missing value beside NaN; null for nothing.</param>
    /// <param name="blocks">The blocks of several slots that a likelihood takes together, ascending; null for none.</param>
    /// <param name="bins">The number of bins of each feature whose likelihood takes bins, in their order; null for none.</param>
    public FeatureMap(
        VaeLikelihood[] likelihoods,
        float[] mean,
        float[] scale,
        float encoderLimit = NewEncoderLimit,
        MissingCodes? missing = null,
        IReadOnlyList<SlotBlock>? blocks = null,
        IReadOnlyList<int>? bins = null)
    {
        EncoderLimit = encoderLimit;
        Missing = missing ?? MissingCodes.None;
        Likelihoods = likelihoods;
        Mean = mean;
        Scale = scale;
        Blocks = blocks ?? [];
        Bins = bins ?? [];
        Groups = Parts.Likelihoods.Likelihoods.InUse(likelihoods, Blocks, Bins);
    }

    /// <summary>[features].</summary>
    public VaeLikelihood[] Likelihoods { get; }

    /// <summary>The blocks of several slots that a likelihood takes together, ascending.</summary>
    public IReadOnlyList<SlotBlock> Blocks { get; }

    /// <summary>The number of bins of each feature whose likelihood takes bins, in their order.</summary>
    public IReadOnlyList<int> Bins { get; }

    /// <summary>Outputs of the decoder: one a feature, and behind them one a bin.</summary>
    public int OutputCount => Count + Bins.Sum();

    /// <summary>All slots by kind.</summary>
    public IReadOnlyList<LikelihoodColumns> Groups { get; }

    /// <summary>The features that the encoder is not to see, ascending.</summary>
    public IReadOnlyList<int> HiddenFromEncoder =>
        [.. Groups.Where(group => !group.Likelihood.InformsEncoder).SelectMany(group => group.Features).Order()];

    /// <summary>[features], in the input's units.</summary>
    public float[] Mean { get; }

    /// <summary>One over the deviation, [features]; 1 where the likelihood or a constant feature has none.</summary>
    public float[] Scale { get; }

    /// <summary>The encoder sees a standardized value within ±this.</summary>
    public float EncoderLimit { get; }

    /// <summary>What stands for a missing value beside NaN.</summary>
    public MissingCodes Missing { get; }

    public int Count => Mean.Length;

    /// <summary>One value of the input's units in the model's, NaN where it is missing.</summary>
    public float ToModelUnits(float value, int feature) =>
        Missing.Contain(value) ? float.NaN : ToModelUnits(value, Mean[feature], Scale[feature]);

    /// <summary>One known value of the input's units in the model's.</summary>
    public static float ToModelUnits(float value, float mean, float scale) => Math.Clamp((value - mean) * scale, -Limit, Limit);

    /// <summary>One value of the model's units in the input's, within the range of float32.</summary>
    public float ToInputUnits(float standardized, int feature) =>
        Math.Clamp(standardized / Scale[feature] + Mean[feature], float.MinValue, float.MaxValue);
}
