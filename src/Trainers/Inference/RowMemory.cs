using MLNet.Vae.Model;
using MLNet.Vae.Numerics;

namespace MLNet.Vae.Inference;

/// <summary>The working memory of some rows, or of the samples of one. Every width is padded.</summary>
internal sealed class RowMemory
{
    private readonly AlignedBuffer _values, _input, _first, _second, _mean, _logVariance, _samples, _featureScores, _sampleScores, _expected, _expectedBefore, _scratch;

    public RowMemory(int rows, NetworkArchitecture architecture, int samples, int largestWidth, int scratchLength)
    {
        Rows = rows;
        Width = Padding.Padded(architecture.OutputCount);
        LatentWidth = Padding.Padded(architecture.LatentDimension);
        InputWidth = Padding.Padded(architecture.FeatureCount + architecture.ContextCount);
        SampleWidth = Padding.Padded(architecture.LatentDimension + architecture.ContextCount);
        int together = Math.Max(rows, samples);
        _values = new AlignedBuffer(rows * Width);
        _values.Span.Fill(float.NaN); // the lanes beyond the features count as missing
        _input = new AlignedBuffer(rows * InputWidth);
        LayerLength = checked(together * largestWidth);
        _first = new AlignedBuffer((long)LayerLength + LatentWidth);
        _second = new AlignedBuffer((long)LayerLength + LatentWidth);
        _mean = new AlignedBuffer(rows * LatentWidth);
        _logVariance = new AlignedBuffer(rows * LatentWidth);
        _samples = new AlignedBuffer((long)together * SampleWidth);
        _featureScores = new AlignedBuffer(Width);
        _sampleScores = new AlignedBuffer(Width);
        _expected = new AlignedBuffer(Width);
        _expectedBefore = new AlignedBuffer(Width);
        _scratch = new AlignedBuffer(scratchLength);
    }

    /// <summary>How many rows it holds, which are encoded together.</summary>
    public int Rows { get; }

    /// <summary>The number of the decoder's outputs, padded: one a feature, and behind them those of bins, of which nothing is ever known.</summary>
    public int Width { get; }

    /// <summary>The latent dimension, padded.</summary>
    public int LatentWidth { get; }

    /// <summary>The number of the encoder's inputs, features and context, padded.</summary>
    public int InputWidth { get; }

    /// <summary>The number of the decoder's inputs, latent vector and context, padded.</summary>
    public int SampleWidth { get; }

    /// <summary>Numbers that a layer may write into <see cref="First"/> and <see cref="Second"/>.</summary>
    public int LayerLength { get; }

    /// <summary>The rows in the model's units, NaN where missing, [rows, width].</summary>
    public Span<float> Values => _values.Span;

    /// <summary>
    /// What the encoder sees, [rows, input width]: the same within its limit, and where missing 0 or what the gap is filled with; behind the
    /// features the context in the model's units; then 0.
    /// </summary>
    public Span<float> Input => _input.Span;

    /// <summary>
    /// Two buffers that the layers write in turn, each [rows or samples, the widest layer], and then room for reading on: log σ² is read by
    /// whole vectors, and its last ones may end behind the layer's.
    /// </summary>
    public ref float First => ref _first.Start;

    /// <inheritdoc cref="First"/>
    public ref float Second => ref _second.Start;

    /// <summary>What a layer works in beside.</summary>
    public ref float Scratch => ref _scratch.Start;

    /// <summary>μ, [rows, latent width]; 0 beyond the latent dimension.</summary>
    public Span<float> Mean => _mean.Span;

    /// <summary>log σ², clamped, [rows, latent width]; 0 beyond the latent dimension.</summary>
    public Span<float> LogVariance => _logVariance.Span;

    /// <summary>What the decoder sees, [rows or samples, sample width]: z, behind it the context in the model's units; then 0.</summary>
    public Span<float> Samples => _samples.Span;

    /// <summary>One row's features' negative log likelihoods, the mean over the samples, [width].</summary>
    public Span<float> FeatureScores => _featureScores.Span;

    /// <summary>The same of one sample, [width].</summary>
    public Span<float> SampleScores => _sampleScores.Span;

    /// <summary>What the decoder expects of a row whose gaps are being filled, in the model's units, [width].</summary>
    public Span<float> Expected => _expected.Span;

    /// <summary>The same of the time before, [width].</summary>
    public Span<float> ExpectedBefore => _expectedBefore.Span;

    /// <summary>One row of <see cref="Values"/>, [width].</summary>
    public Span<float> Row(int row) => Values.Slice(row * Width, Width);

    /// <summary>One row of <see cref="Input"/>, [input width].</summary>
    public Span<float> InputRow(int row) => Input.Slice(row * InputWidth, InputWidth);

    /// <summary>One row of <see cref="Samples"/>, [sample width].</summary>
    public Span<float> SampleRow(int row) => Samples.Slice(row * SampleWidth, SampleWidth);
}
