namespace MLNet.Vae.Rows;

/// <summary>
/// What a fitted model makes of the row that a cursor stands on: a value that no getter wants is not computed, and one that several want is
/// computed once. Belongs to one cursor and so, like it, to one thread.
/// </summary>
/// <param name="model">The model, for one thread.</param>
/// <param name="source">The vector of the row: features, or for <see cref="Decoded"/> a latent vector.</param>
internal sealed class ModelRow(VaeModel model, SourceReader source)
{
    /// <summary>μ(x), [latent].</summary>
    public VectorEvaluation Embedding => field ??= new(source, model.Encode, model.LatentDimension);

    /// <summary>The decoder's mean at z = μ(x) in the input's units, [features].</summary>
    public VectorEvaluation Reconstruction => field ??= new(source, model.Reconstruct, model.FeatureCount);

    /// <summary>The row, with the reconstruction of the values that are missing, [features].</summary>
    public VectorEvaluation Imputed => field ??= new(source, Impute, model.FeatureCount);

    /// <summary>The decoder's mean at a latent vector, in the units of the features, [features].</summary>
    public VectorEvaluation Decoded => field ??= new(source, model.Decode, model.FeatureCount);

    /// <summary>The negative ELBO in nats, and its split by feature.</summary>
    public ScoreEvaluation Score => field ??= new(source, model);

    private void Impute(ReadOnlySpan<float> features, Span<float> imputed)
    {
        if (IsComplete(features))
        {
            features.CopyTo(imputed); // most rows, and the network is what takes the time
            return;
        }

        model.Reconstruct(features, imputed);
        for (int feature = 0; feature < features.Length; feature++)
        {
            if (!model.IsMissing(features[feature]))
                imputed[feature] = features[feature];
        }
    }

    private bool IsComplete(ReadOnlySpan<float> features)
    {
        foreach (float value in features)
        {
            if (model.IsMissing(value))
                return false;
        }

        return true;
    }
}
