using MLNet.Vae.Training;

namespace MLNet.Vae;

/// <content>The model of p(x | c): every member takes the context c of each row.</content>
public sealed partial class VaeModel
{
    /// <summary>
    /// Trains a model of the rows given their context, a conditional variational autoencoder: encoder and decoder see the context, only the
    /// features are scored. What is normal at noon may so be an anomaly at night. Sohn et al. 2015, NeurIPS 28.
    /// </summary>
    /// <param name="features">The training rows, [rows, features], in the input's units; NaN where a value is missing.</param>
    /// <param name="featureCount">Number of features of a row, at least 1.</param>
    /// <param name="context">The context of each row, [rows, context]: numbers of any unit, categories as one-hot slots. None may be
    /// missing.</param>
    /// <param name="contextCount">Number of values of a row's context, at least 1.</param>
    /// <param name="options">How to build and train the model; null for the defaults.</param>
    /// <param name="progress">Told about the training about a hundred times, on the calling thread.</param>
    /// <param name="cancellationToken">Stops the training between two steps, and what is learned after the last.</param>
    /// <exception cref="ArgumentException">As in the training without context; or the contexts are not as many as the rows, or a value of one
    /// is missing or infinite.</exception>
    /// <exception cref="InvalidOperationException">The backend of the options cannot train on this machine; the message says
    /// why.</exception>
    /// <exception cref="VaeDivergedException">The loss or its gradient is no longer finite.</exception>
    /// <exception cref="InsufficientMemoryException">Memory ran out; the message says what was held, and what takes less.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static VaeModel Fit(
        ReadOnlyMemory<float> features,
        int featureCount,
        ReadOnlyMemory<float> context,
        int contextCount,
        VaeOptions? options = null,
        IProgress<VaeTrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options = options?.Copy() ?? new VaeOptions();
        var rows = new RowsInMemory(features, featureCount);
        if (contextCount < 1 || context.Length != (long)rows.RowCount * contextCount)
        {
            throw new ArgumentException(
                $"The context holds {context.Length} values; expected {rows.RowCount} rows of {contextCount}, at least 1.", nameof(context));
        }

        return Fit(new RowsWithContext(rows, new RowsInMemory(context, contextCount)), options, progress, cancellationToken);
    }

    /// <summary>The posterior mean μ(x, c) and log variance log σ²(x, c) of each row.</summary>
    /// <param name="features">[rows, features], in the input's units.</param>
    /// <param name="context">[rows, context].</param>
    /// <param name="mean">Receives [rows, latent].</param>
    /// <param name="logVariance">Receives [rows, latent], within [-12, 6]; empty where it is not asked for.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or a value of a context is missing or infinite.</exception>
    public void Encode(ReadOnlySpan<float> features, ReadOnlySpan<float> context, Span<float> mean, Span<float> logVariance)
    {
        int rows = Rows(features.Length, FeatureCount, nameof(features));
        RequireLength(context.Length, rows, ContextCount, nameof(context));
        RequireLength(mean.Length, rows, LatentDimension, nameof(mean));
        if (!logVariance.IsEmpty)
            RequireLength(logVariance.Length, rows, LatentDimension, nameof(logVariance));
        _inference.Encode(new(features, context), mean, logVariance);
    }

    /// <summary>The mean of p(x | z, c) for each latent vector: a value in the input's units, or the probability of a 1.</summary>
    /// <param name="latent">[rows, latent].</param>
    /// <param name="context">[rows, context].</param>
    /// <param name="features">Receives [rows, features].</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or a value of a context is missing or infinite.</exception>
    public void Decode(ReadOnlySpan<float> latent, ReadOnlySpan<float> context, Span<float> features)
    {
        int rows = Rows(latent.Length, LatentDimension, nameof(latent));
        RequireLength(context.Length, rows, ContextCount, nameof(context));
        RequireLength(features.Length, rows, FeatureCount, nameof(features));
        _inference.Decode(new(latent, context), features);
    }

    /// <summary>The decoder's mean at z = μ(x, c) for each row, with every missing value filled in.</summary>
    /// <param name="features">[rows, features], in the input's units.</param>
    /// <param name="context">[rows, context].</param>
    /// <param name="reconstruction">Receives [rows, features], in the input's units.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or a value of a context is missing or infinite.</exception>
    public void Reconstruct(ReadOnlySpan<float> features, ReadOnlySpan<float> context, Span<float> reconstruction)
    {
        int rows = Rows(features.Length, FeatureCount, nameof(features));
        RequireLength(context.Length, rows, ContextCount, nameof(context));
        RequireLength(reconstruction.Length, rows, FeatureCount, nameof(reconstruction));
        _inference.Reconstruct(new(features, context), reconstruction);
    }

    /// <summary>
    /// The negative evidence lower bound of log p(x | c) of each row in nats: the higher, the more anomalous in its context. The context
    /// itself is not scored.
    /// </summary>
    /// <param name="features">[rows, features], in the input's units.</param>
    /// <param name="context">[rows, context].</param>
    /// <param name="scores">Receives [rows], in nats.</param>
    /// <param name="featureScores">Receives [rows, features], the score's split by feature; empty where it is not asked for.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or a value of a context is missing or infinite.</exception>
    public void Score(ReadOnlySpan<float> features, ReadOnlySpan<float> context, Span<float> scores, Span<float> featureScores)
    {
        int rows = Rows(features.Length, FeatureCount, nameof(features));
        RequireLength(context.Length, rows, ContextCount, nameof(context));
        RequireLength(scores.Length, rows, 1, nameof(scores));
        if (!featureScores.IsEmpty)
            RequireLength(featureScores.Length, rows, FeatureCount, nameof(featureScores));
        _inference.Score(new(features, context), scores, featureScores);
    }

    /// <summary>Rows made from samples of the prior N(0, I), each in its context.</summary>
    /// <param name="context">[rows, context].</param>
    /// <param name="rows">Receives [rows, features], in the input's units.</param>
    /// <param name="seed">Row r of a seed and a context is the same whatever the number of rows asked for.</param>
    /// <param name="firstRow">Number of the first row, at least 0, to make a long series in pieces.</param>
    /// <param name="sampleLikelihood">False for the decoder's mean; true for a draw from the likelihood p(x | z, c).</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, a value of a context is missing or infinite, or
    /// <paramref name="firstRow"/> is negative.</exception>
    public void Generate(ReadOnlySpan<float> context, Span<float> rows, int seed, long firstRow = 0, bool sampleLikelihood = false)
    {
        int count = Rows(rows.Length, FeatureCount, nameof(rows));
        RequireLength(context.Length, count, ContextCount, nameof(context));
        ArgumentOutOfRangeException.ThrowIfNegative(firstRow);
        _inference.Generate(rows, seed, firstRow, sampleLikelihood, VaePrior.Fitted, context);
    }

    /// <summary>The decoder's means along the straight line from one row's posterior mean to another's, both ends included, in one context.</summary>
    /// <param name="from">The first row, [features], in the input's units.</param>
    /// <param name="to">The last row, [features].</param>
    /// <param name="context">The context of both and of all between, [context].</param>
    /// <param name="path">Receives [steps, features], in the input's units; at least two steps.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, <paramref name="path"/> holds fewer than two rows, or a value of the
    /// context is missing or infinite.</exception>
    public void Interpolate(ReadOnlySpan<float> from, ReadOnlySpan<float> to, ReadOnlySpan<float> context, Span<float> path)
    {
        RequirePath(from, to, path);
        RequireLength(context.Length, 1, ContextCount, nameof(context));
        _inference.Interpolate(from, to, path, context);
    }

    /// <exception cref="ArgumentException">The model takes a context.</exception>
    internal void RequireNoContext()
    {
        if (ContextCount > 0)
            throw ContextMissing();
    }

    // Apart, so that the check is small enough to be compiled into its caller.
    private ArgumentException ContextMissing() =>
        new($"The model was trained with a context of {ContextCount} values. Give the context of each row, [rows, {ContextCount}].", "context");
}
