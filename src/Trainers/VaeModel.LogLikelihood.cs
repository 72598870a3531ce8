namespace MLNet.Vae;

/// <content>How likely rows are.</content>
public sealed partial class VaeModel
{
    /// <summary>
    /// An estimate of log p(x) of each row in nats, log (1/K) Σ p(x, z_k) / q(z_k | x) with K draws z_k of the row's posterior, as densities of
    /// models are compared: importance sampling, Burda et al. 2015, arXiv:1509.00519, equation 8. Its mean over draws is a lower bound of log
    /// p(x), the tighter the larger K is; with K = 1 it is the evidence lower bound. Missing values are left out: it is of what was observed.
    /// Unlike other calls it allocates, once for all of its rows.
    /// </summary>
    /// <param name="features">[rows, features], in the input's units.</param>
    /// <param name="context">[rows, context]; empty for a model without.</param>
    /// <param name="logLikelihoods">Receives [rows], in the same units as <see cref="Score(ReadOnlySpan{float}, Span{float})"/>.</param>
    /// <param name="numberOfSamples">K, at least 1.</param>
    /// <param name="seed">The same seed, row and number of the row give the same draws.</param>
    /// <param name="firstRow">Number of the first row, at least 0, to go through many rows in pieces.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, a value of a context is missing or infinite, or
    /// <paramref name="numberOfSamples"/> or <paramref name="firstRow"/> is too small.</exception>
    /// <exception cref="InvalidOperationException">The model is deterministic, and has no posterior to draw from.</exception>
    public void LogLikelihood(
        ReadOnlySpan<float> features, ReadOnlySpan<float> context, Span<float> logLikelihoods, int numberOfSamples, int seed, long firstRow = 0)
    {
        int rows = Rows(features.Length, FeatureCount, nameof(features));
        RequireLength(context.Length, rows, ContextCount, nameof(context));
        RequireLength(logLikelihoods.Length, rows, 1, nameof(logLikelihoods));
        ArgumentOutOfRangeException.ThrowIfLessThan(numberOfSamples, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(firstRow);
        if (_weights.Deterministic)
            throw new InvalidOperationException("The model was trained with Deterministic: it has no posterior to draw from, and no density.");
        _inference.LogLikelihood(new(features, context), logLikelihoods, numberOfSamples, seed, firstRow);
    }
}
