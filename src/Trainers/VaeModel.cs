using MLNet.Vae.Managed;
using MLNet.Vae.Model;
using MLNet.Vae.Onnx;
using MLNet.Vae.Onnx.Format;
using MLNet.Vae.Onnx.Reading;

namespace MLNet.Vae;

/// <summary>
/// A fitted variational autoencoder. It never changes, and every member may be called from any number of threads at once. Rows lie one after another in
/// a span: n rows of <see cref="FeatureCount"/> values are [n, features]. A missing value is NaN. Once warm, no call allocates.
/// </summary>
public sealed class VaeModel
{
    private readonly FittedParameters _fitted;
    private readonly RowInference _inference;

    internal VaeModel(FittedParameters fitted)
    {
        _fitted = fitted;
        _inference = new RowInference(fitted);
    }

    internal FittedParameters Fitted => _fitted;

    /// <summary>Number of features D of a row.</summary>
    public int FeatureCount => _fitted.Architecture.FeatureCount;

    /// <summary>Size L of the latent vector.</summary>
    public int LatentDimension => _fitted.Architecture.LatentDimension;

    /// <summary>The likelihood of each feature, [features]: <see cref="VaeLikelihood.Gaussian"/> or <see cref="VaeLikelihood.Bernoulli"/>.</summary>
    public IReadOnlyList<VaeLikelihood> Likelihoods => _fitted.Features.Likelihoods;

    /// <summary>The score in nats above which a row counts as an anomaly.</summary>
    public float Threshold => _fitted.Threshold;

    /// <summary>The mean KL divergence over the training rows, split by latent dimension, [latent], in nats.</summary>
    public IReadOnlyList<float> KlPerLatentDimension => _fitted.KlPerLatentDimension;

    /// <summary>Number of latent dimensions whose mean KL divergence is above 0.01 nats. 0 means that the posterior has collapsed onto the prior.</summary>
    public int ActiveUnits => LatentActivity.CountActive(_fitted.KlPerLatentDimension);

    /// <summary>Trains a model.</summary>
    /// <param name="features">The training rows, [rows, features], in the input's units; NaN where a value is missing.</param>
    /// <param name="featureCount">Number of features of a row, at least 1.</param>
    /// <param name="options">How to build and train the model; null for the defaults.</param>
    /// <param name="progress">Told about the training about a hundred times, on the calling thread.</param>
    /// <param name="cancellationToken">Stops the training between two steps.</param>
    /// <exception cref="ArgumentException">An option is out of range (all that are, are named), there is no whole row, or a value cannot be
    /// learned from: infinite, or outside [0, 1] under the Bernoulli likelihood.</exception>
    /// <exception cref="VaeDivergedException">The loss or its gradient is no longer finite.</exception>
    /// <exception cref="OperationCanceledException"><paramref name="cancellationToken"/> was cancelled.</exception>
    public static VaeModel Fit(
        ReadOnlyMemory<float> features,
        int featureCount,
        VaeOptions? options = null,
        IProgress<VaeTrainingProgress>? progress = null,
        CancellationToken cancellationToken = default) =>
        Fitting.Run(features, featureCount, options ?? new VaeOptions(), new ManagedBackend(), progress, cancellationToken);

    /// <summary>The posterior mean μ(x) of each row.</summary>
    /// <param name="features">[rows, features], in the input's units.</param>
    /// <param name="mean">Receives [rows, latent].</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    public void Encode(ReadOnlySpan<float> features, Span<float> mean)
    {
        int rows = Rows(features.Length, FeatureCount, nameof(features));
        RequireLength(mean.Length, rows, LatentDimension, nameof(mean));
        _inference.Encode(features, mean, []);
    }

    /// <summary>The posterior mean μ(x) and log variance log σ²(x) of each row.</summary>
    /// <param name="features">[rows, features], in the input's units.</param>
    /// <param name="mean">Receives [rows, latent].</param>
    /// <param name="logVariance">Receives [rows, latent], within [-12, 6].</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    public void Encode(ReadOnlySpan<float> features, Span<float> mean, Span<float> logVariance)
    {
        int rows = Rows(features.Length, FeatureCount, nameof(features));
        RequireLength(mean.Length, rows, LatentDimension, nameof(mean));
        RequireLength(logVariance.Length, rows, LatentDimension, nameof(logVariance));
        _inference.Encode(features, mean, logVariance);
    }

    /// <summary>The mean of p(x | z) for each latent vector: a value in the input's units, or the probability of a 1.</summary>
    /// <param name="latent">[rows, latent].</param>
    /// <param name="features">Receives [rows, features].</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    public void Decode(ReadOnlySpan<float> latent, Span<float> features)
    {
        int rows = Rows(latent.Length, LatentDimension, nameof(latent));
        RequireLength(features.Length, rows, FeatureCount, nameof(features));
        _inference.Decode(latent, features);
    }

    /// <summary>The decoder's mean at z = μ(x) for each row, with every missing value filled in.</summary>
    /// <param name="features">[rows, features], in the input's units.</param>
    /// <param name="reconstruction">Receives [rows, features], in the input's units.</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    public void Reconstruct(ReadOnlySpan<float> features, Span<float> reconstruction)
    {
        int rows = Rows(features.Length, FeatureCount, nameof(features));
        RequireLength(reconstruction.Length, rows, FeatureCount, nameof(reconstruction));
        _inference.Reconstruct(features, reconstruction);
    }

    /// <summary>The negative evidence lower bound of each row in nats (or the bound of <see cref="VaeOptions.ScoreBound"/>): the higher, the odder. Always finite.</summary>
    /// <param name="features">[rows, features], in the input's units.</param>
    /// <param name="scores">Receives [rows].</param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    public void Score(ReadOnlySpan<float> features, Span<float> scores)
    {
        int rows = Rows(features.Length, FeatureCount, nameof(features));
        RequireLength(scores.Length, rows, 1, nameof(scores));
        _inference.Score(features, scores, []);
    }

    /// <summary>The score of each row, and its split by feature.</summary>
    /// <param name="features">[rows, features], in the input's units.</param>
    /// <param name="scores">Receives [rows], in nats.</param>
    /// <param name="featureScores">
    /// Receives [rows, features]: the negative log likelihood of each feature in nats, 0 where the value is missing. Together with the KL divergence they
    /// add up to the negative evidence lower bound.
    /// </param>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    public void Score(ReadOnlySpan<float> features, Span<float> scores, Span<float> featureScores)
    {
        int rows = Rows(features.Length, FeatureCount, nameof(features));
        RequireLength(scores.Length, rows, 1, nameof(scores));
        RequireLength(featureScores.Length, rows, FeatureCount, nameof(featureScores));
        _inference.Score(features, scores, featureScores);
    }

    /// <summary>The share of the training scores, 0 to 1, that are at least as high as a score.</summary>
    /// <param name="score">A score in nats.</param>
    public float PValue(float score) => _fitted.TrainingScores.ShareAtLeast(score);

    /// <summary>The same fitted model with another threshold.</summary>
    /// <param name="threshold">The score in nats above which a row counts as an anomaly. Any finite number.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="threshold"/> is not finite.</exception>
    public VaeModel WithThreshold(float threshold)
    {
        if (!float.IsFinite(threshold))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "A threshold must be a finite number of nats.");
        return new VaeModel(_fitted with { Threshold = threshold });
    }

    /// <summary>Rows made from samples of the prior N(0, I).</summary>
    /// <param name="rows">Receives [rows, features], in the input's units.</param>
    /// <param name="seed">Row r of a seed is the same whatever the number of rows asked for.</param>
    /// <param name="firstRow">Number of the first row, at least 0, to make a long series in pieces.</param>
    /// <param name="sampleLikelihood">False for the decoder's mean; true for a draw from the likelihood p(x | z).</param>
    /// <exception cref="ArgumentException"><paramref name="rows"/> does not hold whole rows, or <paramref name="firstRow"/> is negative.</exception>
    public void Generate(Span<float> rows, int seed, long firstRow = 0, bool sampleLikelihood = false)
    {
        Rows(rows.Length, FeatureCount, nameof(rows));
        ArgumentOutOfRangeException.ThrowIfNegative(firstRow);
        _inference.Generate(rows, seed, firstRow, sampleLikelihood);
    }

    /// <summary>The decoder's means along the straight line from one row's posterior mean to another's, both ends included.</summary>
    /// <param name="from">The first row, [features], in the input's units.</param>
    /// <param name="to">The last row, [features].</param>
    /// <param name="path">Receives [steps, features], in the input's units; at least two steps.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or <paramref name="path"/> holds fewer than two rows.</exception>
    public void Interpolate(ReadOnlySpan<float> from, ReadOnlySpan<float> to, Span<float> path)
    {
        RequireLength(from.Length, 1, FeatureCount, nameof(from));
        RequireLength(to.Length, 1, FeatureCount, nameof(to));
        int steps = Rows(path.Length, FeatureCount, nameof(path));
        if (steps < 2)
            throw new ArgumentException($"A path takes at least 2 rows; the span holds {steps}.", nameof(path));
        _inference.Interpolate(from, to, path, steps);
    }

    /// <summary>
    /// Writes the model as one ONNX file (operator set 17): the graph of <see cref="VaeOnnxGraph.Scorer"/>, which any ONNX runtime runs, with all that
    /// <see cref="Load(Stream)"/> needs beside it. The same model gives the same bytes.
    /// </summary>
    /// <param name="stream">Is written to from where it stands, and left open.</param>
    /// <exception cref="InvalidOperationException">The model takes more than 2 GB.</exception>
    public void Save(Stream stream) => ExportOnnx(stream, VaeOnnxGraph.Scorer);

    /// <inheritdoc cref="Save(Stream)"/>
    /// <param name="path">The file. It is written beside and renamed, so that a file that was there stays whole whatever fails.</param>
    public void Save(string path) => AtomicFile.Write(path, Save);

    /// <summary>Reads what <see cref="Save(Stream)"/> wrote. Every result of the model is the same to the bit. The file may come from anyone; nothing in it is run.</summary>
    /// <param name="stream">Is read to its end, and left open.</param>
    /// <exception cref="VaeModelFormatException">The file is cut, altered, of a newer version, or not from here.</exception>
    public static VaeModel Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return new VaeModel(ModelReader.Read(WholeStream.Read(stream)));
    }

    /// <inheritdoc cref="Load(Stream)"/>
    /// <param name="path">The file.</param>
    public static VaeModel Load(string path)
    {
        using var stream = File.OpenRead(path);
        return Load(stream);
    }

    /// <summary>Writes the model, or a part of it, as an ONNX file (operator set 17) with a batch axis of any length.</summary>
    /// <param name="stream">Is written to from where it stands, and left open.</param>
    /// <param name="graph">Which part.</param>
    /// <param name="featureNames">
    /// One name for each feature, by which ML.NET's <c>ApplyOnnxModel</c> names the slots of the outputs; null (the default) for none. Other programs ignore them, if
    /// they know the operator set ai.onnx.ml, 2, in which they are written.
    /// </param>
    /// <exception cref="ArgumentException"><paramref name="featureNames"/> has another length than <see cref="FeatureCount"/>.</exception>
    /// <exception cref="InvalidOperationException">The model takes more than 2 GB.</exception>
    public void ExportOnnx(Stream stream, VaeOnnxGraph graph, IReadOnlyList<string>? featureNames = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!Enum.IsDefined(graph))
            throw new ArgumentOutOfRangeException(nameof(graph), graph, $"Expected one of {string.Join(", ", Enum.GetNames<VaeOnnxGraph>())}.");
        if (featureNames is not null && featureNames.Count != FeatureCount)
            throw new ArgumentException($"There are {featureNames.Count} names; expected {FeatureCount}, one for each feature.", nameof(featureNames));
        ModelFile.Of(_fitted, graph, featureNames).WriteTo(stream);
    }

    private static int Rows(int length, int width, string name)
    {
        if (length % width != 0)
            throw new ArgumentException($"The span holds {length} values; expected whole rows of {width}.", name);
        return length / width;
    }

    private static void RequireLength(int length, int rows, int width, string name)
    {
        if (length != (long)rows * width)
            throw new ArgumentException($"The span holds {length} values; expected {rows} rows of {width}.", name);
    }
}
