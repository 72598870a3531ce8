namespace MLNet.Vae.Parts.Layers;

/// <summary>
/// One side of an image under a strided kernel. As many steps as the stride goes into the side, rounded up; the zeros that this takes around
/// the image are on both sides as many, or one more at the end. The kernel is no shorter than the stride, so that each pixel is seen, and the
/// transposed convolution gives the side back from its steps.
/// </summary>
/// <param name="Length">Pixels of the side.</param>
/// <param name="Kernel">Pixels of the kernel.</param>
/// <param name="Stride">Pixels from one step to the next.</param>
internal readonly record struct StridedAxis(int Length, int Kernel, int Stride)
{
    public int Steps => (Length + Stride - 1) / Stride;

    /// <summary>The side with its zeros.</summary>
    public int PaddedLength => (Steps - 1) * Stride + Kernel;

    /// <summary>Zeros before the first pixel.</summary>
    public int Before => (PaddedLength - Length) / 2;

    /// <summary>Zeros behind the last.</summary>
    public int After => PaddedLength - Length - Before;
}
