using System.Globalization;
using MLNet.Vae.Model;
using MLNet.Vae.Parts.Layers;

namespace MLNet.Vae;

/// <summary>What <see cref="VaeArchitecture.Convolutional"/> makes.</summary>
public sealed class ConvolutionalArchitecture : VaeArchitecture
{
    private const int MaxSide = 65_536, MaxStride = 64;

    // What a layer gives of one image. Larger ones would take more memory than any machine spends on a row.
    private const int MaxValues = 1 << 24;

    private const int SmallSide = 7, FirstFilters = 32, MaxFilters = 256, DefaultLayersOfStrideOne = 2;

    private readonly int[] _filters;

    private ConvolutionalArchitecture(ImageShape image, ImageLayout layout, int[] filters, int kernelSize, int stride)
    {
        (Image, Layout, _filters, KernelSize, Stride) = (image, layout, filters, kernelSize, stride);
    }

    /// <summary>Height of an image in pixels.</summary>
    public int Height => Image.Height;

    /// <summary>Width of an image in pixels.</summary>
    public int Width => Image.Width;

    /// <summary>Numbers of a pixel.</summary>
    public int Channels => Image.Channels;

    /// <summary>How an image lies in a row of features.</summary>
    public ImageLayout Layout { get; }

    /// <summary>Number of filters of each convolution of the encoder, first to last.</summary>
    public IReadOnlyList<int> Filters => _filters;

    /// <summary>Side of every kernel in pixels.</summary>
    public int KernelSize { get; }

    /// <summary>Pixels from one place of a kernel to the next.</summary>
    public int Stride { get; }

    internal ImageShape Image { get; }

    internal override bool SharesWeights => true;

    internal override bool HasHiddenLayersByDefault => false;

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"convolutional over images of {Height} × {Width} × {Channels}");

    internal override string? WhyUnfit(int featureCount, int contextCount)
    {
        if (featureCount != Image.Length)
        {
            return string.Create(
                CultureInfo.InvariantCulture, $"which is height × width × channels = {Image.Length:N0} features; the rows have {featureCount:N0}.");
        }

        return contextCount > 0
            ? string.Create(CultureInfo.InvariantCulture, $"which takes no context; the rows have one of {contextCount:N0} values.")
            : null;
    }

    internal override IEnumerable<LayerShape> EncoderLayers(NetworkArchitecture network)
    {
        var kernels = Kernels();
        for (int i = 0; i < kernels.Length; i++)
            yield return new ConvolutionShape(kernels[i], _filters[i], HasActivation: true, i == 0 ? Layout : null);
        var image = Last(kernels);
        var chain = LinearShape.Chain([image.Length, .. network.HiddenLayers, 2 * network.LatentDimension], lastHasActivation: false).ToArray();
        chain[0] = chain[0] with { InputImage = image };
        foreach (var layer in chain)
            yield return layer;
    }

    internal override IEnumerable<LayerShape> DecoderLayers(NetworkArchitecture network)
    {
        var kernels = Kernels();
        var image = Last(kernels);
        var chain = LinearShape.Chain([network.LatentDimension, .. network.HiddenLayers.Reverse(), image.Length], lastHasActivation: true).ToArray();
        chain[^1] = chain[^1] with { OutputImage = image };
        foreach (var layer in chain)
            yield return layer;
        for (int i = kernels.Length - 1; i >= 0; i--)
            yield return new TransposedConvolutionShape(kernels[i], _filters[i], HasActivation: i > 0, i == 0 ? Layout : null);
    }

    internal static ConvolutionalArchitecture Create(
        int height, int width, int channels, ImageLayout layout, IReadOnlyList<int>? filters, int kernelSize, int stride)
    {
        Require(nameof(height), height, 1, MaxSide);
        Require(nameof(width), width, 1, MaxSide);
        Require(nameof(channels), channels, 1, MaxSide);
        if (!Enum.IsDefined(layout))
            throw new ArgumentOutOfRangeException(nameof(layout), layout, $"Expected one of {string.Join(", ", Enum.GetNames<ImageLayout>())}.");
        if ((long)height * width * channels > MaxValues)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"An image of {height:N0} × {width:N0} × {channels:N0} has {(long)height * width * channels:N0} values; expected at most {MaxValues:N0}."));
        }

        Require(nameof(stride), stride, 1, Math.Min(MaxStride, Math.Max(height, width)));
        Require(nameof(kernelSize), kernelSize, stride, Math.Max(height, width), "the stride to the image's longer side");
        int[] each = [.. filters ?? DefaultFilters(Math.Max(height, width), stride)];
        var architecture = new ConvolutionalArchitecture(new ImageShape(height, width, channels), layout, each, kernelSize, stride);
        architecture.RequireFilters();
        return architecture;
    }

    private static IEnumerable<int> DefaultFilters(int side, int stride)
    {
        int filters = FirstFilters;
        int layers = 0;
        do
        {
            yield return filters;
            filters = Math.Min(2 * filters, MaxFilters);
            layers++;
            side = (side + stride - 1) / stride;
        }
        while (stride == 1 ? layers < DefaultLayersOfStrideOne : side > SmallSide);
    }

    private void RequireFilters()
    {
        if (_filters.Length == 0)
            throw new ArgumentOutOfRangeException("filters", "There are none; expected at least one layer's.");
        var image = Image;
        for (int i = 0; i < _filters.Length; i++)
        {
            Require($"filters[{i}]", _filters[i], 1, MaxSide);
            if (image is { Height: 1, Width: 1 })
            {
                throw new ArgumentOutOfRangeException("filters", string.Create(
                    CultureInfo.InvariantCulture,
                    $"There are {_filters.Length} layers; expected at most {i}, after which an image of {Height} × {Width} is 1 × 1 at a stride of {Stride}."));
            }

            var kernel = new KernelShape(image, KernelSize, Stride);
            long values = (long)kernel.Vertical.Steps * kernel.Horizontal.Steps * _filters[i];
            if (values > MaxValues)
            {
                throw new ArgumentOutOfRangeException($"filters[{i}]", string.Create(
                    CultureInfo.InvariantCulture, $"The layer gives {values:N0} values of an image; expected at most {MaxValues:N0}."));
            }

            image = kernel.Steps(_filters[i]);
        }
    }

    private static void Require(string name, int value, int min, int max, string? what = null)
    {
        if (value < min || value > max)
        {
            throw new ArgumentOutOfRangeException(name, string.Create(
                CultureInfo.InvariantCulture, $"It is {value:N0}; expected {min:N0} to {max:N0}{(what is null ? "" : $", {what}")}."));
        }
    }

    // Of each convolution of the encoder, first to last.
    private KernelShape[] Kernels()
    {
        var kernels = new KernelShape[_filters.Length];
        var image = Image;
        for (int i = 0; i < kernels.Length; i++)
        {
            kernels[i] = new KernelShape(image, KernelSize, Stride);
            image = kernels[i].Steps(_filters[i]);
        }

        return kernels;
    }

    private ImageShape Last(KernelShape[] kernels) => kernels[^1].Steps(_filters[^1]);
}
