namespace MLNet.Vae;

/// <content>Filling gaps.</content>
public sealed partial class VaeModel
{
    /// <summary>
    /// Each row with its missing values filled in by the decoder's mean at its posterior mean; the values that are there stay as they are. A
    /// category of which nothing is known gets its probabilities; where one of its slots is known to be hot, the missing ones are 0.
    /// </summary>
    /// <param name="features">[rows, features], in the input's units.</param>
    /// <param name="imputed">Receives [rows, features]; it may be <paramref name="features"/> itself.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or the model takes a context.</exception>
    public void Impute(ReadOnlySpan<float> features, Span<float> imputed)
    {
        RequireNoContext();
        Impute(features, [], imputed);
    }

    /// <summary>The same of a model with a context.</summary>
    /// <param name="features">[rows, features], in the input's units.</param>
    /// <param name="context">[rows, context]; empty for a model without.</param>
    /// <param name="imputed">Receives [rows, features]; it may be <paramref name="features"/> itself.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or a value of a context is missing or infinite.</exception>
    public void Impute(ReadOnlySpan<float> features, ReadOnlySpan<float> context, Span<float> imputed)
    {
        RequireImputable(features, context, imputed);
        _inference.Impute(new(features, context), imputed, drawSeed: null, firstRow: 0);
    }

    /// <summary>
    /// One draw of a multiple imputation: each gap gets a draw from p(x | z) at a draw z of the row's posterior, so that several imputations of
    /// different seeds show how uncertain the filled values are. Rubin 1987. Of a model with a <see cref="VaeOptions.Beta"/> below 1 they spread
    /// less than the truth: for this use, train with 1.
    /// </summary>
    /// <param name="features">[rows, features], in the input's units.</param>
    /// <param name="context">[rows, context]; empty for a model without.</param>
    /// <param name="imputed">Receives [rows, features]; it may be <paramref name="features"/> itself.</param>
    /// <param name="seed">The same seed, row and number of the row give the same draw.</param>
    /// <param name="firstRow">Number of the first row, at least 0, to fill a long series in pieces.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, a value of a context is missing or infinite, or
    /// <paramref name="firstRow"/> is negative.</exception>
    public void Impute(ReadOnlySpan<float> features, ReadOnlySpan<float> context, Span<float> imputed, int seed, long firstRow)
    {
        RequireImputable(features, context, imputed);
        ArgumentOutOfRangeException.ThrowIfNegative(firstRow);
        _inference.Impute(new(features, context), imputed, seed, firstRow);
    }

    private void RequireImputable(ReadOnlySpan<float> features, ReadOnlySpan<float> context, ReadOnlySpan<float> imputed)
    {
        int rows = Rows(features.Length, FeatureCount, nameof(features));
        RequireLength(context.Length, rows, ContextCount, nameof(context));
        RequireLength(imputed.Length, rows, FeatureCount, nameof(imputed));
    }
}
