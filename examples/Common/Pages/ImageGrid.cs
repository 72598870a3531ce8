using MLNet.Vae.Pages;

namespace MLNet.Vae.Examples.Common.Pages;

/// <summary>Small pictures of one size side by side, as one picture.</summary>
/// <param name="columns">How many stand side by side.</param>
/// <param name="tileSize">Pixels of a picture's line, at least: they are magnified so far.</param>
/// <param name="gap">Pixels between two.</param>
public sealed class ImageGrid(int columns, int tileSize = 48, int gap = 4)
{
    private readonly List<Picture?> _pictures = [];

    /// <summary>
    /// Adds a square image of values from 0 (paper) to 1 (ink), [side, side], to the right of the last, or on a new line; null leaves its place
    /// empty.
    /// </summary>
    public ImageGrid Add(float[]? image) => Add(image is null ? null : Picture.FromInk(image, (int)Math.Sqrt(image.Length)));

    /// <summary>Adds a picture to the right of the last, or on a new line; null leaves its place empty.</summary>
    public ImageGrid Add(Picture? picture)
    {
        _pictures.Add(picture);
        return this;
    }

    /// <summary>The picture as an HTML element that holds it.</summary>
    /// <param name="description">What it shows, for those who cannot see it.</param>
    public string ToHtml(string description)
    {
        var first = _pictures.First(picture => picture is not null)!;
        int magnification = (tileSize + first.Width - 1) / first.Width;
        int across = first.Width * magnification + gap, down = first.Height * magnification + gap;
        int width = columns * across - gap, height = (_pictures.Count + columns - 1) / columns * down - gap;
        byte[] pixels = new byte[width * height * 3];
        Array.Fill(pixels, byte.MaxValue);
        for (int i = 0; i < _pictures.Count; i++)
        {
            if (_pictures[i] is { } picture)
                Draw(picture, magnification, pixels.AsSpan((i / columns * down * width + i % columns * across) * 3), width);
        }

        string png = Convert.ToBase64String(Png.Encode(pixels, width, height));
        return $"<img width=\"{width}\" alt=\"{HtmlPage.Encode(description)}\" src=\"data:image/png;base64,{png}\">";
    }

    private static void Draw(Picture picture, int magnification, Span<byte> corner, int width)
    {
        for (int y = 0; y < picture.Height * magnification; y++)
        {
            for (int x = 0; x < picture.Width * magnification; x++)
                picture.Pixels.AsSpan((y / magnification * picture.Width + x / magnification) * 3, 3).CopyTo(corner[((y * width + x) * 3)..]);
        }
    }
}
