using MLNet.Vae.Examples.Common;

namespace MLNet.Vae.Examples.Images.Mnist;

/// <summary>Square gray images and what is on each.</summary>
/// <param name="Side">Pixels of a line.</param>
/// <param name="Pixels">From 0 (paper) to 1 (ink), [images, side, side].</param>
/// <param name="Labels">[images], from 0.</param>
internal sealed record DigitImages(int Side, float[] Pixels, byte[] Labels)
{
    public int Count => Labels.Length;

    /// <summary>Values of an image.</summary>
    public int Size => Side * Side;

    /// <summary>The images to learn from, and those to test with.</summary>
    /// <exception cref="InputException">A file is not there, or is something else.</exception>
    public static (DigitImages Training, DigitImages Test) Load(string folder)
    {
        if (!Directory.Exists(folder))
            throw new InputException($"There is no folder '{folder}'; expected one with the four files of MNIST.");
        var (training, test) = (Load(folder, "train"), Load(folder, "t10k"));
        return training.Side == test.Side
            ? (training, test)
            : throw new InputException(
                $"'{folder}': the images to train on have {training.Side} pixels a line, those to test with {test.Side}; expected the same.");
    }

    /// <summary>One of the images, [side, side].</summary>
    public float[] Image(int number) => Pixels[(number * Size)..((number + 1) * Size)];

    /// <summary>The first of the images; all where there are no more.</summary>
    public DigitImages Take(int count) => count >= Count ? this : new DigitImages(Side, Pixels[..(count * Size)], Labels[..count]);

    /// <summary>
    /// Black and white images: each pixel is ink with its gray value as the probability, drawn some times anew for each image. Salakhutdinov and
    /// Murray 2008.
    /// </summary>
    /// <param name="draws">How often each image is drawn.</param>
    /// <param name="seed">The same seed gives the same images.</param>
    /// <exception cref="InputException">They are more than an array holds.</exception>
    public DigitImages Binarize(int draws, int seed)
    {
        if (draws > Array.MaxLength / Pixels.Length)
            throw new InputException($"{draws:N0} draws of {Count:N0} images are too many; expected at most {Array.MaxLength / Pixels.Length:N0}.");
        var random = new Random(seed);
        float[] binary = new float[draws * Pixels.Length];
        for (int i = 0; i < binary.Length; i++)
            binary[i] = random.NextSingle() < Pixels[i % Pixels.Length] ? 1 : 0;
        return new DigitImages(Side, binary, [.. Enumerable.Repeat(Labels, draws).SelectMany(labels => labels)]);
    }

    private static DigitImages Load(string folder, string part)
    {
        var images = IdxFile.Read(folder, $"{part}-images-idx3-ubyte", 3);
        var labels = IdxFile.Read(folder, $"{part}-labels-idx1-ubyte", 1);
        if (images.Sizes[1] != images.Sizes[2])
            throw new InputException($"'{images.Path}' has images of {images.Sizes[1]} x {images.Sizes[2]}; expected square ones.");
        if (images.Sizes[0] != labels.Sizes[0])
            throw new InputException($"'{labels.Path}' has {labels.Sizes[0]:N0} labels; expected {images.Sizes[0]:N0}, one for each image.");
        return new DigitImages(images.Sizes[1], Array.ConvertAll(images.Values, value => value / 255f), labels.Values);
    }
}
