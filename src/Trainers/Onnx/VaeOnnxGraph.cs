namespace MLNet.Vae;

/// <summary>Which part of a fitted model an ONNX file holds.</summary>
public enum VaeOnnxGraph
{
    /// <summary>
    /// All of it: from <c>features</c> [N, features] to Embedding, LogVariance, Reconstruction, Score, FeatureScores, PValue and PredictedLabel. What
    /// <see cref="VaeModel.Save(Stream)"/> writes.
    /// </summary>
    Scorer,

    /// <summary>From <c>features</c> [N, features] to Embedding and LogVariance, [N, latent].</summary>
    Encoder,

    /// <summary>From <c>latent</c> [N, latent] to Reconstruction, [N, features].</summary>
    Decoder,
}
