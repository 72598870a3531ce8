namespace MLNet.Vae.Tests.Support;

/// <summary>Convolutions in double, written from the definition alone, [channels, height, width].</summary>
internal static class NaiveConvolution
{
    /// <summary>As many steps as the stride goes into a side, rounded up; the zeros around are halved, one more at the end.</summary>
    public static (int Steps, int Before) Side(int length, int kernel, int stride)
    {
        int steps = (int)Math.Ceiling((double)length / stride);
        return (steps, ((steps - 1) * stride + kernel - length) / 2);
    }

    // The image is [channels, height, width], the weight [filters, channels, kernel, kernel], the bias [filters].
    public static double[] Forward(double[] image, int channels, int height, int width, float[] weight, float[] bias, int kernel, int stride)
    {
        var (rows, top) = Side(height, kernel, stride);
        var (columns, left) = Side(width, kernel, stride);
        double[] result = new double[bias.Length * rows * columns];
        Taps(channels, height, width, bias.Length, kernel, stride, (c, y, x, f, stepY, stepX, ky, kx) =>
            result[(f * rows + stepY) * columns + stepX] +=
                image[(c * height + y) * width + x] * weight[((f * channels + c) * kernel + ky) * kernel + kx]);
        return [.. result.Select((value, i) => value + bias[i / (rows * columns)])];
    }

    // The image is [channels, steps of the height, steps of the width], the weight [channels, filters, kernel, kernel], the bias [filters].
    public static double[] Transposed(double[] image, int channels, int height, int width, float[] weight, float[] bias, int kernel, int stride)
    {
        var (rows, top) = Side(height, kernel, stride);
        var (columns, left) = Side(width, kernel, stride);
        double[] result = new double[bias.Length * height * width];
        Taps(bias.Length, height, width, channels, kernel, stride, (f, y, x, c, stepY, stepX, ky, kx) =>
            result[(f * height + y) * width + x] +=
                image[(c * rows + stepY) * columns + stepX] * weight[((c * bias.Length + f) * kernel + ky) * kernel + kx]);
        return [.. result.Select((value, i) => value + bias[i / (height * width)])];
    }

    private delegate void Tap(int channel, int y, int x, int other, int stepY, int stepX, int kernelY, int kernelX);

    // Every pixel of the larger image that a step sees, by which number of the kernel.
    private static void Taps(int channels, int height, int width, int others, int kernel, int stride, Tap tap)
    {
        var (rows, top) = Side(height, kernel, stride);
        var (columns, left) = Side(width, kernel, stride);
        for (int channel = 0; channel < channels; channel++)
        {
            for (int other = 0; other < others; other++)
            {
                for (int step = 0; step < rows * columns; step++)
                {
                    for (int k = 0; k < kernel * kernel; k++)
                    {
                        int y = step / columns * stride - top + k / kernel, x = step % columns * stride - left + k % kernel;
                        if (y >= 0 && y < height && x >= 0 && x < width)
                            tap(channel, y, x, other, step / columns, step % columns, k / kernel, k % kernel);
                    }
                }
            }
        }
    }
}
