namespace MLNet.Vae.Rows;

/// <summary>
/// What a fitted model makes of the row that a cursor stands on: a value that no getter wants is not computed, and one that several want is
/// computed once. Belongs to one cursor and so, like it, to one thread.
/// </summary>
/// <param name="model">The model, for one thread.</param>
/// <param name="source">The vector of the row: features, or for <see cref="Decoded"/> a latent vector.</param>
/// <param name="context">The context of the row; null for a model without.</param>
internal sealed class ModelRow(VaeModel model, SourceReader source, ContextReader? context)
{
    /// <summary>μ(x), [latent].</summary>
    public VectorEvaluation Embedding => field ??= new(source, context, Encode, model.LatentDimension);

    /// <summary>The decoder's mean at z = μ(x) in the input's units, [features].</summary>
    public VectorEvaluation Reconstruction => field ??= new(source, context, model.Reconstruct, model.FeatureCount);

    /// <summary>The row, with the reconstruction of the values that are missing, [features].</summary>
    public VectorEvaluation Imputed => field ??= new(source, context, model.Impute, model.FeatureCount);

    /// <summary>The row, with draws for the values that are missing, [features]: of a seed and the row's id.</summary>
    public VectorEvaluation ImputedDraw(int seed) => new(
        source, context, (features, given, imputed) => model.Impute(features, given, imputed, seed, source.ReadNumber()), model.FeatureCount);

    /// <summary>The decoder's mean at a latent vector, in the units of the features, [features].</summary>
    public VectorEvaluation Decoded => field ??= new(source, context, model.Decode, model.FeatureCount);

    /// <summary>The negative ELBO in nats, and its split by feature.</summary>
    public ScoreEvaluation Score => field ??= new(source, context, model);

    private void Encode(ReadOnlySpan<float> features, ReadOnlySpan<float> given, Span<float> mean) => model.Encode(features, given, mean, []);
}
