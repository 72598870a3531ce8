namespace MLNet.Vae.Tests.Torch;

/// <summary>Small pictures that a program makes: a bright bar in one of two directions, at any place, on a dark ground.</summary>
internal static class Pictures
{
    /// <param name="count">How many.</param>
    /// <param name="side">Pixels of a side.</param>
    /// <param name="channels">Numbers of a pixel.</param>
    /// <param name="seed">Of the places.</param>
    /// <returns>[count, side · side · channels], channels last, from 0 to 1; the first pixel is always 0.</returns>
    public static float[] Bars(int count, int side, int channels, int seed)
    {
        var random = new System.Random(seed);
        float[] pictures = new float[count * side * side * channels];
        for (int i = 0; i < count; i++)
        {
            int place = random.Next(1, side);
            bool isUpright = random.Next(2) == 0;
            for (int pixel = 1; pixel < side * side; pixel++)
            {
                bool isBright = (isUpright ? pixel % side : pixel / side) == place;
                for (int c = 0; c < channels; c++)
                    pictures[(i * side * side + pixel) * channels + c] = (float)((isBright ? 0.7 + 0.1 * c : 0.1) + 0.1 * random.NextDouble());
            }
        }

        return pictures;
    }

    /// <summary>Waves of any direction and phase, whose pixels have no value that is rare.</summary>
    /// <inheritdoc cref="Bars"/>
    public static float[] Waves(int count, int side, int channels, int seed)
    {
        var random = new System.Random(seed);
        float[] pictures = new float[count * side * side * channels];
        for (int i = 0; i < count; i++)
        {
            double across = random.NextDouble(), down = random.NextDouble(), phase = 6 * random.NextDouble();
            for (int pixel = 1; pixel < side * side; pixel++)
            {
                for (int c = 0; c < channels; c++)
                {
                    double height = Math.Sin(across * (pixel % side) + down * (pixel / side) + phase + c);
                    pictures[(i * side * side + pixel) * channels + c] = (float)(0.5 + 0.4 * height + 0.1 * random.NextDouble());
                }
            }
        }

        return pictures;
    }
}
