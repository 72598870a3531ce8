using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Parts.Layers;

/// <summary>
/// One layer for few rows at a time. Between layers an image lies as [height, width, channels], the channels filled up with zeros to a multiple of
/// 16, so that they are the lanes of a vector; the rows of features and of latent vectors lie as everywhere.
/// </summary>
internal abstract class RowLayer<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    /// <summary>The outputs as they lie, padded.</summary>
    public abstract int Width { get; }

    /// <summary>Floats that it works in, beside its input and output.</summary>
    public virtual int ScratchLength => 0;

    /// <param name="x">[rows, xStride], of which the inputs are read.</param>
    /// <param name="xStride">Distance of two rows.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="y">Receives [rows, width]; what lies beyond the outputs means nothing.</param>
    /// <param name="scratch">[<see cref="ScratchLength"/>], of any content.</param>
    public abstract void Forward(ref float x, int xStride, int rows, ref float y, ref float scratch);
}
