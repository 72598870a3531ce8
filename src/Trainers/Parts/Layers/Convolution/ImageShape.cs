using MLNet.Vae.Numerics;

namespace MLNet.Vae.Parts.Layers;

/// <summary>An image between layers, [channels, height, width] in the order of parameters.</summary>
internal readonly record struct ImageShape(int Height, int Width, int Channels)
{
    public int Pixels => checked(Height * Width);

    public int Length => checked(Pixels * Channels);

    /// <summary>The channels as they lie between layers for a row.</summary>
    public int PaddedChannels => Padding.Padded(Channels);

    /// <summary>Floats of the image as it lies between layers for a row, [height, width, padded channels].</summary>
    public int PaddedLength => checked(Pixels * PaddedChannels);

    /// <summary>Where a number lies there that stands at <paramref name="index"/> of [channels, height, width].</summary>
    public int PaddedPlace(int index) => index % Pixels * PaddedChannels + index / Pixels;
}
