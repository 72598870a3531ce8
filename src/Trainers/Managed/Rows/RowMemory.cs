using MLNet.Vae.Model;

namespace MLNet.Vae.Managed.Rows;

/// <summary>The working memory of one row and its samples. Everything is as wide as padded.</summary>
internal sealed class RowMemory
{
    private readonly AlignedBuffer _row, _input, _first, _second, _mean, _logVariance, _samples, _featureScores, _sampleScores;

    public RowMemory(VaeArchitecture architecture, int samples, int largestWidth)
    {
        int width = Padding.Padded(architecture.FeatureCount);
        LatentWidth = Padding.Padded(architecture.LatentDimension);
        _row = new AlignedBuffer(width);
        _row.Span.Fill(float.NaN); // the lanes beyond the features count as missing
        _input = new AlignedBuffer(width);
        _first = new AlignedBuffer((long)samples * largestWidth);
        _second = new AlignedBuffer((long)samples * largestWidth);
        _mean = new AlignedBuffer(LatentWidth);
        _logVariance = new AlignedBuffer(LatentWidth);
        _samples = new AlignedBuffer((long)samples * LatentWidth);
        _featureScores = new AlignedBuffer(width);
        _sampleScores = new AlignedBuffer(width);
    }

    /// <summary>The latent dimension, padded.</summary>
    public int LatentWidth { get; }

    /// <summary>The row in the model's units, NaN where missing, [width].</summary>
    public Span<float> Row => _row.Span;

    /// <summary>The same with 0 where missing: what the encoder sees, [width].</summary>
    public Span<float> Input => _input.Span;

    /// <summary>Two buffers that the layers write in turn, each [samples, the widest layer].</summary>
    public Span<float> First => _first.Span;

    /// <inheritdoc cref="First"/>
    public Span<float> Second => _second.Span;

    /// <summary>μ, [latent width]; 0 beyond the latent dimension.</summary>
    public Span<float> Mean => _mean.Span;

    /// <summary>log σ², clamped, [latent width]; 0 beyond the latent dimension.</summary>
    public Span<float> LogVariance => _logVariance.Span;

    /// <summary>z, [samples, latent width].</summary>
    public Span<float> Samples => _samples.Span;

    /// <summary>The mean over the samples of each feature's negative log likelihood, [width].</summary>
    public Span<float> FeatureScores => _featureScores.Span;

    /// <summary>The same of one sample, [width].</summary>
    public Span<float> SampleScores => _sampleScores.Span;
}
