using MLNet.Vae.Managed.Kernels;

namespace MLNet.Vae.Managed;

/// <summary>The working memory of one row.</summary>
internal sealed class RowMemory
{
    private readonly float[] _row, _input, _first, _second, _mean, _logVariance, _sample, _featureScores, _sampleScores;

    public RowMemory(RowNetwork network, int features, int latent)
    {
        int width = VectorProduct.Padded(features);
        _row = new float[width];
        _row.AsSpan(features).Fill(float.NaN); // the lanes beyond the features count as missing
        _input = new float[width];
        _first = new float[network.LargestWidth];
        _second = new float[network.LargestWidth];
        _mean = new float[latent];
        _logVariance = new float[latent];
        _sample = new float[latent];
        _featureScores = new float[width];
        _sampleScores = new float[width];
    }

    /// <summary>The row in the model's units, NaN where missing, [width].</summary>
    public Span<float> Row => _row;

    /// <summary>The same with 0 where missing: what the encoder sees, [width].</summary>
    public Span<float> Input => _input;

    /// <summary>Two buffers that the layers write in turn, each as wide as the widest.</summary>
    public Span<float> First => _first;

    /// <inheritdoc cref="First"/>
    public Span<float> Second => _second;

    /// <summary>μ, [latent].</summary>
    public Span<float> Mean => _mean;

    /// <summary>log σ², clamped, [latent].</summary>
    public Span<float> LogVariance => _logVariance;

    /// <summary>z, [latent].</summary>
    public Span<float> Sample => _sample;

    /// <summary>The mean over the samples of each feature's negative log likelihood, [width].</summary>
    public Span<float> FeatureScores => _featureScores;

    /// <summary>The same of one sample, [width].</summary>
    public Span<float> SampleScores => _sampleScores;
}
