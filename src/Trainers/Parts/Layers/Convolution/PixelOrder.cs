using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Parts.Layers;

/// <summary>How the pixels of an image lie in a row of features, and how they come from there and go back.</summary>
internal static class PixelOrder
{
    /// <summary>From features to [height, width, channels] with room around.</summary>
    /// <param name="features">[length of the image].</param>
    /// <param name="image">Its sizes.</param>
    /// <param name="layout">How it lies in the features.</param>
    /// <param name="to">Receives the image.</param>
    /// <param name="rowStride">Distance there of two rows of pixels.</param>
    public static void Load(ReadOnlySpan<float> features, ImageShape image, ImageLayout layout, Span<float> to, int rowStride)
    {
        int rowLength = image.Width * image.Channels;
        for (int y = 0; y < image.Height; y++)
        {
            var row = to.Slice(y * rowStride, rowLength);
            if (IsInterleaved(image, layout))
            {
                features.Slice(y * rowLength, rowLength).CopyTo(row);
                continue;
            }

            for (int c = 0; c < image.Channels; c++)
            {
                var plane = features.Slice((c * image.Height + y) * image.Width, image.Width);
                for (int x = 0; x < plane.Length; x++)
                    row[x * image.Channels + c] = plane[x];
            }
        }
    }

    /// <summary>From [height, width, channels] to features.</summary>
    /// <param name="from">The image.</param>
    /// <param name="image">Its sizes.</param>
    /// <param name="layout">How it lies in the features.</param>
    /// <param name="features">Receives it.</param>
    public static void Store(ReadOnlySpan<float> from, ImageShape image, ImageLayout layout, Span<float> features)
    {
        if (IsInterleaved(image, layout))
        {
            from[..image.Length].CopyTo(features);
            return;
        }

        for (int c = 0; c < image.Channels; c++)
        {
            var plane = features.Slice(c * image.Pixels, image.Pixels);
            for (int i = 0; i < plane.Length; i++)
                plane[i] = from[i * image.Channels + c];
        }
    }

    /// <summary>From features, [N, length], to [N, channels, height, width].</summary>
    public static GraphValue Load(GraphValue features, ImageShape image, ImageLayout layout) => IsChannelsFirst(image, layout)
        ? features.Reshape(-1, image.Channels, image.Height, image.Width)
        : features.Reshape(-1, image.Height, image.Width, image.Channels).Transpose(0, 3, 1, 2);

    /// <summary>From [N, channels, height, width] to features, [N, length].</summary>
    public static GraphValue Store(GraphValue pixels, ImageShape image, ImageLayout layout) =>
        (IsChannelsFirst(image, layout) ? pixels : pixels.Transpose(0, 2, 3, 1)).Reshape(-1, image.Length);

    // An image of one channel is both.
    private static bool IsInterleaved(ImageShape image, ImageLayout layout) => layout == ImageLayout.ChannelsLast || image.Channels == 1;

    /// <summary>Whether the features are [channels, height, width], as images between layers are.</summary>
    public static bool IsChannelsFirst(ImageShape image, ImageLayout layout) => layout == ImageLayout.ChannelsFirst || image.Channels == 1;
}
