using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace MLNet.Vae.Tests.Repository.Examples;

/// <summary>How ML.NET lays out the pixels of a picture in colors, which the page about images and <see cref="ImageLayout"/> say.</summary>
public sealed class PixelLayoutTests
{
    private const int Width = 3, Height = 2, Colors = 3;

    [Theory]
    [InlineData(false, ImageLayout.ChannelsFirst)]
    [InlineData(true, ImageLayout.ChannelsLast)]
    public void ExtractPixels_OfAPictureInColors_HasTheLayout(bool interleave, ImageLayout layout)
    {
        byte[] rgba = [.. Enumerable.Range(0, Width * Height).SelectMany(pixel => Enumerable.Range(0, Colors).Select(color => Value(pixel, color)).Append((byte)255))];
        using var image = MLImage.CreateFromPixels(Width, Height, MLPixelFormat.Rgba32, rgba);
        var mlContext = new MLContext(seed: 1);
        var pictures = mlContext.Data.LoadFromEnumerable([new Picture { Image = image }]);
        var row = mlContext.Transforms.ExtractPixels("Pixels", "Image", interleavePixelColors: interleave).Fit(pictures).Transform(pictures)
            .GetColumn<float[]>("Pixels").Single();

        for (int pixel = 0; pixel < Width * Height; pixel++)
        {
            for (int color = 0; color < Colors; color++)
                Assert.Equal(Value(pixel, color), row[layout == ImageLayout.ChannelsFirst ? color * Width * Height + pixel : pixel * Colors + color]);
        }
    }

    // Rows from the top, each from the left; red, green, blue.
    private static byte Value(int pixel, int color) => (byte)(10 * pixel + color);

    private sealed class Picture
    {
        [ImageType(Height, Width)]
        public MLImage? Image { get; set; }
    }
}
