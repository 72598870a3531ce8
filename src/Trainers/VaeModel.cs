using MLNet.Vae.Inference;
using MLNet.Vae.Model;
using MLNet.Vae.Training;

namespace MLNet.Vae;

/// <summary>
/// A fitted variational autoencoder. It never changes, and every member may be called from any number of threads at once. Rows lie one
/// after another in a span: n rows of <see cref="FeatureCount"/> values are [n, features]. A missing value is NaN, or one of
/// <see cref="MissingValues"/>. A model with a context of <see cref="ContextCount"/> values takes the context of each row in a second span,
/// [n, context]; then every result is of x given c. Each thread keeps
/// some memory to compute in, made by its first call; after that no call allocates.
/// </summary>
public sealed partial class VaeModel
{
    private readonly FittedWeights _weights;
    private readonly Calibration _calibration;
    private readonly RowInference _inference;

    internal VaeModel(FittedModel fitted)
        : this(fitted, RowInference.Create(fitted.Weights), [])
    {
    }

    /// <param name="fitted">The model.</param>
    /// <param name="inference">Its weights, turned to score with.</param>
    /// <param name="diagnostics">What its training found.</param>
    internal VaeModel(FittedModel fitted, RowInference inference, IReadOnlyList<VaeDiagnostic> diagnostics)
    {
        Diagnostics = diagnostics;
        (_weights, _calibration) = fitted;
        _inference = inference;
        Likelihoods = Array.AsReadOnly(_weights.Features.Likelihoods);
        CategoricalBlocks = [.. _weights.Features.Blocks.Select(block => block.First..block.End)];
        KlPerLatentDimension = Array.AsReadOnly(_calibration.KlPerLatentDimension);
    }

    /// <summary>Number of features D of a row.</summary>
    public int FeatureCount => _weights.Architecture.FeatureCount;

    /// <summary>What kind of layers encoder and decoder are made of.</summary>
    public VaeArchitecture Architecture => _weights.Architecture.Kind;

    /// <summary>Size L of the latent vector.</summary>
    public int LatentDimension => _weights.Architecture.LatentDimension;

    /// <summary>Number of values of a row's context; 0 for a model without.</summary>
    public int ContextCount => _weights.Architecture.ContextCount;

    /// <summary>The likelihood of each feature, [features]: never <see cref="VaeLikelihood.Auto"/>.</summary>
    public IReadOnlyList<VaeLikelihood> Likelihoods { get; }

    /// <summary>The values that are taken for missing beside NaN: <see cref="VaeOptions.MissingValues"/> of its training.</summary>
    public IReadOnlyList<float> MissingValues => _weights.Features.Missing.Values;

    /// <summary>The blocks of slots whose likelihood is Categorical, ascending: one category each.</summary>
    public IReadOnlyList<Range> CategoricalBlocks { get; }

    /// <summary>The score in nats above which a row counts as an anomaly.</summary>
    public float Threshold => _calibration.Threshold;

    /// <summary>The mean KL divergence over the training rows, split by latent dimension, [latent], in nats.</summary>
    public IReadOnlyList<float> KlPerLatentDimension { get; }

    /// <summary>
    /// Number of latent dimensions whose mean KL divergence is above 0.01 nats. 0 means that the posterior has collapsed onto the prior.
    /// </summary>
    public int NumberOfActiveUnits => LatentActivity.CountActive(_calibration.KlPerLatentDimension);

    /// <summary>
    /// What its training found that a user should know: values that lie apart from all others, features without a value, rows that are too
    /// few or all equal, a collapsed posterior. Mostly empty; always empty where the model was loaded. ML.NET's log has them as warnings.
    /// </summary>
    public IReadOnlyList<VaeDiagnostic> Diagnostics { get; }

    /// <summary>Trains a model.</summary>
    /// <param name="features">The training rows, [rows, features], in the input's units; NaN where a value is missing.</param>
    /// <param name="featureCount">Number of features of a row, at least 1.</param>
    /// <param name="options">How to build and train the model; null for the defaults.</param>
    /// <param name="progress">Told about the training about a hundred times, on the calling thread.</param>
    /// <param name="cancellationToken">Stops the training between two steps, and what is learned after the last.</param>
    /// <exception cref="ArgumentException">An option is out of range (all that are, are named), there is no whole row, or a value cannot be
    /// learned from: infinite, or outside [0, 1] under the Bernoulli likelihood.</exception>
    /// <exception cref="InvalidOperationException">The backend of the options cannot train on this machine; the message says
    /// why.</exception>
    /// <exception cref="VaeDivergedException">The loss or its gradient is no longer finite.</exception>
    /// <exception cref="InsufficientMemoryException">Memory ran out; the message says what was held, and what takes less.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static VaeModel Fit(
        ReadOnlyMemory<float> features,
        int featureCount,
        VaeOptions? options = null,
        IProgress<VaeTrainingProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        options = options?.Copy() ?? new VaeOptions();
        return Fit(new RowsInMemory(features, featureCount), options, progress, cancellationToken);
    }

    /// <summary>The posterior mean μ(x) of each row.</summary>
    /// <param name="features">[rows, features], in the input's units.</param>
    /// <param name="mean">Receives [rows, latent].</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or the model takes a context.</exception>
    public void Encode(ReadOnlySpan<float> features, Span<float> mean)
    {
        int rows = Rows(features.Length, FeatureCount, nameof(features));
        RequireLength(mean.Length, rows, LatentDimension, nameof(mean));
        RequireNoContext();
        _inference.Encode(features, mean, []);
    }

    /// <summary>The posterior mean μ(x) and log variance log σ²(x) of each row.</summary>
    /// <param name="features">[rows, features], in the input's units.</param>
    /// <param name="mean">Receives [rows, latent].</param>
    /// <param name="logVariance">Receives [rows, latent], within [-12, 6].</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or the model takes a context.</exception>
    public void Encode(ReadOnlySpan<float> features, Span<float> mean, Span<float> logVariance)
    {
        int rows = Rows(features.Length, FeatureCount, nameof(features));
        RequireLength(mean.Length, rows, LatentDimension, nameof(mean));
        RequireLength(logVariance.Length, rows, LatentDimension, nameof(logVariance));
        RequireNoContext();
        _inference.Encode(features, mean, logVariance);
    }

    /// <summary>The mean of p(x | z) for each latent vector: a value in the input's units, or the probability of a 1.</summary>
    /// <param name="latent">[rows, latent].</param>
    /// <param name="features">Receives [rows, features].</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or the model takes a context.</exception>
    public void Decode(ReadOnlySpan<float> latent, Span<float> features)
    {
        int rows = Rows(latent.Length, LatentDimension, nameof(latent));
        RequireLength(features.Length, rows, FeatureCount, nameof(features));
        RequireNoContext();
        _inference.Decode(latent, features);
    }

    /// <summary>The decoder's mean at z = μ(x) for each row, with every missing value filled in.</summary>
    /// <param name="features">[rows, features], in the input's units.</param>
    /// <param name="reconstruction">Receives [rows, features], in the input's units.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or the model takes a context.</exception>
    public void Reconstruct(ReadOnlySpan<float> features, Span<float> reconstruction)
    {
        int rows = Rows(features.Length, FeatureCount, nameof(features));
        RequireLength(reconstruction.Length, rows, FeatureCount, nameof(reconstruction));
        RequireNoContext();
        _inference.Reconstruct(features, reconstruction);
    }

    /// <summary>
    /// The negative evidence lower bound of each row in nats (or the bound of <see cref="VaeOptions.ScoreBound"/>): the higher, the more anomalous.
    /// Always finite. Missing values are filled by repeated reconstruction, six times at most, and each counts as much as its feature does on
    /// average, so that a row with gaps can be held against the same threshold.
    /// </summary>
    /// <param name="features">[rows, features], in the input's units.</param>
    /// <param name="scores">Receives [rows].</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or the model takes a context.</exception>
    public void Score(ReadOnlySpan<float> features, Span<float> scores)
    {
        int rows = Rows(features.Length, FeatureCount, nameof(features));
        RequireLength(scores.Length, rows, 1, nameof(scores));
        RequireNoContext();
        _inference.Score(features, scores, []);
    }

    /// <summary>The score of each row, and its split by feature.</summary>
    /// <param name="features">[rows, features], in the input's units.</param>
    /// <param name="scores">Receives [rows], in nats.</param>
    /// <param name="featureScores">
    /// Receives [rows, features]: the negative log likelihood of each feature in nats, and where its value is missing what it has on average
    /// over the training rows. Together with the KL divergence they add up to the score, so that the score less the parts of missing values
    /// is a bound of −log p of what was observed. A category stands at one slot of its block.
    /// </param>
    /// <exception cref="ArgumentException">The lengths do not fit each other, or the model takes a context.</exception>
    public void Score(ReadOnlySpan<float> features, Span<float> scores, Span<float> featureScores)
    {
        int rows = Rows(features.Length, FeatureCount, nameof(features));
        RequireLength(scores.Length, rows, 1, nameof(scores));
        RequireLength(featureScores.Length, rows, FeatureCount, nameof(featureScores));
        RequireNoContext();
        _inference.Score(features, scores, featureScores);
    }

    /// <summary>
    /// The probability that a normal row scores as high as this or higher: (1 + c) / (1 + n), where c of the n calibration scores, those of
    /// rows that the model which scored them has not seen, are at least as high. So P(p-value ≤ α) ≤ α for a fresh normal row. NaN for NaN.
    /// Of a model from a file of version 1 or 2 it is the share of the training scores that are at least as high.
    /// </summary>
    /// <param name="score">A score in nats.</param>
    public float PValue(float score) => _calibration.Scores.PValue(score);

    /// <summary>The same fitted model with another threshold.</summary>
    /// <param name="threshold">The score in nats above which a row counts as an anomaly. Any finite number.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is not finite.</exception>
    public VaeModel WithThreshold(float threshold)
    {
        if (!float.IsFinite(threshold))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A threshold must be a finite number of nats.");
        return new VaeModel(new FittedModel(_weights, _calibration with { Threshold = threshold }), _inference, Diagnostics);
    }

    /// <summary>Rows made from samples of a prior.</summary>
    /// <param name="rows">Receives [rows, features], in the input's units.</param>
    /// <param name="seed">Row r of a seed is the same whatever the number of rows asked for.</param>
    /// <param name="firstRow">Number of the first row, at least 0, to make a long series in pieces.</param>
    /// <param name="sampleLikelihood">
    /// False for the decoder's mean; true for a draw from the likelihood p(x | z). Under <see cref="VaePrior.Fitted"/> a drawn number is the
    /// value of its rank among the training rows', so that spikes, whole numbers and the range of a column are as they were.
    /// </param>
    /// <param name="prior">What latent vectors are drawn from.</param>
    /// <exception cref="ArgumentException"><paramref name="rows"/> does not hold whole rows, <paramref name="firstRow"/> is
    /// negative, <paramref name="prior"/> is none of the two, or the model takes a context.</exception>
    public void Generate(Span<float> rows, int seed, long firstRow = 0, bool sampleLikelihood = false, VaePrior prior = VaePrior.Fitted)
    {
        Rows(rows.Length, FeatureCount, nameof(rows));
        ArgumentOutOfRangeException.ThrowIfNegative(firstRow);
        if (!Enum.IsDefined(prior))
            throw new ArgumentOutOfRangeException(nameof(prior), prior, $"Expected one of {string.Join(", ", Enum.GetNames<VaePrior>())}.");
        RequireNoContext();
        _inference.Generate(rows, seed, firstRow, sampleLikelihood, prior);
    }

    /// <summary>The decoder's means along the straight line from one row's posterior mean to another's, both ends included.</summary>
    /// <param name="from">The first row, [features], in the input's units.</param>
    /// <param name="to">The last row, [features].</param>
    /// <param name="path">Receives [steps, features], in the input's units; at least two steps.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, <paramref name="path"/> holds fewer than two rows, or the model takes a
    /// context.</exception>
    public void Interpolate(ReadOnlySpan<float> from, ReadOnlySpan<float> to, Span<float> path)
    {
        RequirePath(from, to, path);
        RequireNoContext();
        _inference.Interpolate(from, to, path);
    }

    /// <summary>Whether a value of a row is missing: NaN, or one of <see cref="MissingValues"/>.</summary>
    internal bool IsMissing(float value) => _weights.Features.Missing.Contain(value);

    /// <summary>
    /// The same model for one row after another on one thread at a time, as a cursor reads them: with working memory of its own, which no
    /// call has to look up.
    /// </summary>
    internal VaeModel ForOneThread() => new(Fitted, _inference.ForOneThread(), Diagnostics);

    private static VaeModel Fit(
        IRowSource data, VaeOptions options, IProgress<VaeTrainingProgress>? progress, CancellationToken cancellationToken)
    {
        var choice = BackendChoice.For(options, data.FeatureCount, data.RowCount, data.ContextCount);
        return Fitting.Run(data, options, choice.Backend, progress, cancellationToken);
    }

    private void RequirePath(ReadOnlySpan<float> from, ReadOnlySpan<float> to, ReadOnlySpan<float> path)
    {
        RequireLength(from.Length, 1, FeatureCount, nameof(from));
        RequireLength(to.Length, 1, FeatureCount, nameof(to));
        int steps = Rows(path.Length, FeatureCount, nameof(path));
        if (steps < 2)
            throw new ArgumentException($"A path takes at least 2 rows; the span holds {steps}.", nameof(path));
    }

    private static int Rows(int length, int width, string name)
    {
        if (length == width)
            return 1; // as a cursor asks, and a division takes long
        return length % width == 0
            ? length / width
            : throw new ArgumentException($"The span holds {length} values; expected whole rows of {width}.", name);
    }

    private static void RequireLength(int length, int rows, int width, string name)
    {
        if (length != (long)rows * width)
            throw WrongLength(length, rows, width, name);
    }

    // Apart, so that the check is small enough to be compiled into its caller.
    private static ArgumentException WrongLength(int length, int rows, int width, string name) =>
        new($"The span holds {length} values; expected {rows} {(rows == 1 ? "row" : "rows")} of {width}.", name);
}
