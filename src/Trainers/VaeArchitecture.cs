using MLNet.Vae.Model;
using MLNet.Vae.Parts.Layers;

namespace MLNet.Vae;

/// <summary>What kind of layers encoder and decoder are made of. It does not change.</summary>
public abstract class VaeArchitecture
{
    private protected VaeArchitecture()
    {
    }

    /// <summary>Every layer is connected to all of the one before: for rows of any kind. Trained by every backend.</summary>
    public static VaeArchitecture FullyConnected { get; } = new FullyConnectedArchitecture();

    /// <summary>
    /// For rows that are images: strided convolutions to the layers before the latent vector, and transposed convolutions back. Trained by
    /// TorchSharp alone; the fitted model needs it no longer.
    /// </summary>
    /// <param name="height">Height of an image in pixels, 1 to 65,536.</param>
    /// <param name="width">Width of an image in pixels, 1 to 65,536.</param>
    /// <param name="channels">Numbers of a pixel, 1 to 65,536: 1 for gray, 3 for colors.</param>
    /// <param name="layout">How an image lies in a row of features.</param>
    /// <param name="filters">
    /// Number of filters of each convolution of the encoder, first to last, each 1 to 65,536; the decoder has them in reverse. Default null: 32,
    /// and twice as many from one layer to the next up to 256, until the longer side is at most 7 pixels: 32, 64 for 28 × 28, and 32, 64, 128,
    /// 256 for 64 × 64.
    /// </param>
    /// <param name="kernelSize">Side of every kernel in pixels, from <paramref name="stride"/> to the image's longer side. Default 4.</param>
    /// <param name="stride">
    /// Pixels from one place of a kernel to the next, 1 to 64; each convolution divides the sides by it, rounded up. Default 2.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range; the message says which, and what was expected.</exception>
    /// <exception cref="ArgumentException">The image is too large.</exception>
    public static ConvolutionalArchitecture Convolutional(
        int height,
        int width,
        int channels = 1,
        ImageLayout layout = ImageLayout.ChannelsLast,
        IReadOnlyList<int>? filters = null,
        int kernelSize = 4,
        int stride = 2) => ConvolutionalArchitecture.Create(height, width, channels, layout, filters, kernelSize, stride);

    /// <summary>What it is called in the log and in messages, such as <c>convolutional over images of 28 × 28 × 1</c>.</summary>
    public abstract override string ToString();

    /// <summary>Whether weights serve many inputs, so that none can be kept from the encoder by weights of its own.</summary>
    internal abstract bool SharesWeights { get; }

    /// <summary>Whether there are hidden layers where nobody says which.</summary>
    internal abstract bool HasHiddenLayersByDefault { get; }

    /// <summary>Null where it takes such rows; otherwise why not, as the rest of a sentence.</summary>
    internal abstract string? WhyUnfit(int featureCount, int contextCount);

    /// <summary>From a row and its context to both heads.</summary>
    internal abstract IEnumerable<LayerShape> EncoderLayers(NetworkArchitecture network);

    /// <summary>From a latent vector and the row's context to the features.</summary>
    internal abstract IEnumerable<LayerShape> DecoderLayers(NetworkArchitecture network);
}
