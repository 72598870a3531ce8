namespace MLNet.Vae.Model;

/// <summary>
/// How the context of a row becomes what encoder and decoder are given of it: (c − mean) · scale, within ±<see cref="FeatureMap.NewEncoderLimit"/>.
/// The constants are float32, so that C# and ONNX compute the same number.
/// </summary>
/// <param name="mean">[context], in the input's units.</param>
/// <param name="scale">One over the deviation, [context]; 0 where the training rows have one value, of which nothing can be learned.</param>
internal sealed class ContextMap(float[] mean, float[] scale)
{
    /// <summary>Of a model without context.</summary>
    public static readonly ContextMap None = new([], []);

    public float[] Mean => mean;

    public float[] Scale => scale;

    public int Count => mean.Length;

    /// <summary>One value of the input's units in the model's.</summary>
    public float ToModelUnits(float value, int index) =>
        Math.Clamp((value - mean[index]) * scale[index], -FeatureMap.NewEncoderLimit, FeatureMap.NewEncoderLimit);

    /// <summary>The context of a row in the model's units.</summary>
    /// <param name="context">[context], in the input's units.</param>
    /// <param name="missing">What stands for a missing value beside NaN.</param>
    /// <param name="row">The row's number, for the exception.</param>
    /// <param name="to">Receives [context].</param>
    /// <exception cref="VaeDataException">A value is missing or infinite.</exception>
    public void Standardize(ReadOnlySpan<float> context, MissingCodes missing, int row, Span<float> to)
    {
        for (int i = 0; i < context.Length; i++)
        {
            Require(context[i], missing, row, i);
            to[i] = ToModelUnits(context[i], i);
        }
    }

    /// <summary>Refuses a value of a context that is not there, or is infinite.</summary>
    /// <exception cref="VaeDataException">It is.</exception>
    public static void Require(float value, MissingCodes missing, int row, int index)
    {
        if (!float.IsFinite(value) || missing.Contain(value))
            throw VaeDataException.OfContext(row, index, value);
    }
}
