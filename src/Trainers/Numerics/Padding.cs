namespace MLNet.Vae.Numerics;

/// <summary>How far the sides of a matrix are filled up with zeros, so that no kernel has an edge.</summary>
internal static class Padding
{
    /// <summary>Columns that lie together in a row-major matrix; wider ones are cut into panels of this many.</summary>
    public const int PanelColumns = 64;

    private const int Vector = 16; // floats of the widest vector

    // From here on, rows whose distance is a multiple of 128 bytes compete for the same few sets of the first-level cache.
    private const int FirstConflict = 128;

    public static int Padded(int length) => (length + Vector - 1) / Vector * Vector;

    /// <summary>Whether a length is one that kernels take, which have no edge.</summary>
    public static bool IsPadded(int length) => length % Vector == 0;

    /// <summary>The distance of two rows of a weight: padded, and from 128 floats on an odd multiple of 16.</summary>
    public static int Stride(int columns)
    {
        int padded = Padded(columns);
        return padded >= FirstConflict && padded / Vector % 2 == 0 ? padded + Vector : padded;
    }
}
