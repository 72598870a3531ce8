using MLNet.Vae.Pages;

namespace MLNet.Vae.Examples.Common.Pages;

/// <summary>Small square gray images side by side, as one picture.</summary>
public sealed class ImageGrid
{
    private const int TileSize = 48, Gap = 4;
    private readonly int _columns;
    private readonly List<float[]?> _images = [];

    /// <summary>An empty grid of so many columns.</summary>
    public ImageGrid(int columns) => _columns = columns;

    /// <summary>
    /// Adds an image of values from 0 (paper) to 1 (ink), [side, side], to the right of the last, or on a new line; null leaves its place empty.
    /// </summary>
    public ImageGrid Add(float[]? image)
    {
        _images.Add(image);
        return this;
    }

    /// <summary>The picture as an HTML element that holds it.</summary>
    /// <param name="description">What it shows, for those who cannot see it.</param>
    public string ToHtml(string description)
    {
        int side = (int)Math.Sqrt(_images.First(image => image is not null)!.Length);
        int magnification = Math.Max(1, TileSize / side);
        int step = side * magnification + Gap;
        int width = _columns * step - Gap, height = (_images.Count + _columns - 1) / _columns * step - Gap;
        byte[] gray = new byte[width * height];
        Array.Fill(gray, byte.MaxValue);
        for (int i = 0; i < _images.Count; i++)
        {
            if (_images[i] is { } image)
                Draw(image, side, magnification, gray.AsSpan(i / _columns * step * width + i % _columns * step), width);
        }

        string png = Convert.ToBase64String(Png.Encode(gray, width, height));
        return $"<img width=\"{width}\" alt=\"{HtmlPage.Encode(description)}\" src=\"data:image/png;base64,{png}\">";
    }

    private static void Draw(float[] image, int side, int magnification, Span<byte> corner, int width)
    {
        for (int y = 0; y < side * magnification; y++)
        {
            for (int x = 0; x < side * magnification; x++)
            {
                float ink = Math.Clamp(image[y / magnification * side + x / magnification], 0, 1);
                corner[y * width + x] = (byte)MathF.Round(byte.MaxValue * (1 - ink));
            }
        }
    }
}
