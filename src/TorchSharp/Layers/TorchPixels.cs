using MLNet.Vae.Parts.Layers;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>Images as rows of features, [rows, length], and as convolutions take them, [rows, channels, height, width].</summary>
internal static class TorchPixels
{
    /// <param name="rows">The images.</param>
    /// <param name="image">Their sizes.</param>
    /// <param name="layout">How they lie.</param>
    public static torch.Tensor Load(torch.Tensor rows, ImageShape image, ImageLayout layout) => PixelOrder.IsChannelsFirst(image, layout)
        ? rows.view(-1, image.Channels, image.Height, image.Width)
        : rows.view(-1, image.Height, image.Width, image.Channels).permute(0, 3, 1, 2).contiguous();

    /// <param name="images">The images.</param>
    /// <param name="image">Their sizes.</param>
    /// <param name="layout">How they are to lie.</param>
    public static torch.Tensor Store(torch.Tensor images, ImageShape image, ImageLayout layout) =>
        (PixelOrder.IsChannelsFirst(image, layout) ? images : images.permute(0, 2, 3, 1)).reshape(-1, image.Length);
}
