namespace MLNet.Vae.Saving;

/// <summary>How a column comes about in a portable model, where OnnxTransformer gives vectors alone.</summary>
internal enum PortableForm
{
    /// <summary>The vector that the graph gives.</summary>
    Vector,

    /// <summary>The number in a vector of one slot.</summary>
    Scalar,

    /// <summary>The same, called Score, and compared with the threshold: PredictedLabel comes with it.</summary>
    Score,

    /// <summary>The transformer that gives <see cref="Score"/> adds it.</summary>
    ComesWithScore,
}
