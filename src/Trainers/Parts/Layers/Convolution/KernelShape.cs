using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Parts.Layers;

/// <summary>A square kernel that goes over an image in strides: what a convolution and its transposed have in common.</summary>
/// <param name="Image">The larger image: what a convolution takes, and what a transposed one gives.</param>
/// <param name="Size">Pixels of a side of the kernel, at least the stride.</param>
/// <param name="Stride">Pixels from one step to the next.</param>
internal readonly record struct KernelShape(ImageShape Image, int Size, int Stride)
{
    public StridedAxis Vertical => new(Image.Height, Size, Stride);

    public StridedAxis Horizontal => new(Image.Width, Size, Stride);

    /// <summary>The smaller image: one pixel for each step.</summary>
    public ImageShape Steps(int channels) => new(Vertical.Steps, Horizontal.Steps, channels);

    /// <summary>Of a Conv or ConvTranspose node.</summary>
    public GraphAttribute[] Attributes =>
    [
        GraphAttribute.Integers("kernel_shape", Size, Size),
        GraphAttribute.Integers("strides", Stride, Stride),
        GraphAttribute.Integers("pads", Vertical.Before, Horizontal.Before, Vertical.After, Horizontal.After),
    ];
}
