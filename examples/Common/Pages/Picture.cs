namespace MLNet.Vae.Examples.Common.Pages;

/// <summary>A picture in color.</summary>
/// <param name="Width">Pixels of a line.</param>
/// <param name="Pixels">Red, green and blue, [height, width, 3].</param>
public sealed record Picture(int Width, byte[] Pixels)
{
    public int Height => Pixels.Length / (3 * Width);

    /// <summary>A picture of ink on paper.</summary>
    /// <param name="ink">From 0 (white paper) to 1 (black), [height, width]; what is beyond lies on the edge.</param>
    /// <param name="width">Pixels of a line.</param>
    public static Picture FromInk(ReadOnlySpan<float> ink, int width) => FromGray(ink, width, white: 0, black: 1);

    /// <summary>A picture of light.</summary>
    /// <param name="light">From 0 (black) to 1 (white), [height, width]; what is beyond lies on the edge.</param>
    /// <param name="width">Pixels of a line.</param>
    public static Picture FromLight(ReadOnlySpan<float> light, int width) => FromGray(light, width, white: 1, black: 0);

    /// <summary>A picture in color.</summary>
    /// <param name="colors">Red, green and blue from 0 to 1, [height, width, 3]; what is beyond lies on the edge.</param>
    /// <param name="width">Pixels of a line.</param>
    public static Picture FromColors(ReadOnlySpan<float> colors, int width)
    {
        byte[] pixels = new byte[colors.Length];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = Byte(colors[i]);
        return new Picture(width, pixels);
    }

    /// <summary>Where values are high: from dark blue over red and yellow to white.</summary>
    /// <param name="values">[height, width].</param>
    /// <param name="width">Pixels of a line.</param>
    /// <param name="white">From here on it is white; 0 is dark.</param>
    public static Picture HeatMap(ReadOnlySpan<float> values, int width, float white)
    {
        byte[] pixels = new byte[3 * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            float heat = Math.Clamp(values[i] / white, 0, 1);
            pixels[3 * i] = Byte(0.05f + 3 * heat);
            pixels[3 * i + 1] = Byte(3 * heat - 1);
            pixels[3 * i + 2] = Byte(heat < 0.34f ? 0.25f - 0.7f * heat : 3 * heat - 2);
        }

        return new Picture(width, pixels);
    }

    private static Picture FromGray(ReadOnlySpan<float> values, int width, float white, float black)
    {
        byte[] pixels = new byte[3 * values.Length];
        for (int i = 0; i < values.Length; i++)
            pixels.AsSpan(3 * i, 3).Fill(Byte((values[i] - black) / (white - black)));
        return new Picture(width, pixels);
    }

    private static byte Byte(float share) => (byte)MathF.Round(byte.MaxValue * Math.Clamp(share, 0, 1));
}
