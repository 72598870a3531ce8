namespace MLNet.Vae;

/// <summary>
/// Which part of a fitted model an ONNX file holds. Each part of a model with a context has a second input, <c>context</c> [N, context]; no
/// graph can refuse a row, so one whose context is missing has the largest score.
/// </summary>
public enum VaeOnnxGraph
{
    /// <summary>
    /// All of it: from <c>features</c> [N, features] to Embedding and LogVariance, [N, latent], Reconstruction and FeatureScores,
    /// [N, features], Score and PValue, [N, 1], and the Boolean PredictedLabel, [N, 1]. What <see cref="VaeModel.Save(Stream)"/> writes.
    /// </summary>
    Scorer,

    /// <summary>From <c>features</c> [N, features] to Embedding and LogVariance, [N, latent].</summary>
    Encoder,

    /// <summary>From <c>latent</c> [N, latent] to Reconstruction, [N, features].</summary>
    Decoder,
}
