namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>One block of a fitted <see cref="Categorical"/>: what a row says of it, and its logits one at a time.</summary>
internal sealed class CategoricalBlock
{
    private const int None = -1, Unlikeliest = -2;

    private readonly float[] _logShare; // [slots]
    private readonly float _none;

    /// <param name="slots">The slots.</param>
    /// <param name="logShare">[features].</param>
    /// <param name="none">The logarithm of the share without a 1.</param>
    public CategoricalBlock(SlotBlock slots, float[] logShare, float none)
    {
        Slots = slots;
        _logShare = logShare[slots.First..slots.End];
        _none = none;
        ExpOfNone = MathF.Exp(none);
    }

    public SlotBlock Slots { get; }

    /// <summary>eᵃ of the category without a 1.</summary>
    public float ExpOfNone { get; }

    /// <summary>What a row says of the block.</summary>
    /// <param name="row">In the model's units, [features]; NaN where missing.</param>
    public CategoricalValue Read(ReadOnlySpan<float> row)
    {
        var x = Slots.Of(row);
        int hot = -1;
        for (int k = 0; k < x.Length; k++)
        {
            if (x[k] == 0)
                continue;
            if (x[k] != 1 || hot >= 0)
                return ReadAny(x);
            hot = k;
        }

        return hot >= 0 && Categorical.IsKnown(_logShare[hot]) ? new(Slots.First + hot, hot, 0) : ReadAny(x);
    }

    // The same of a block that need not be a category of the training.
    private CategoricalValue ReadAny(ReadOnlySpan<float> x)
    {
        int largest = -1, known = -1; // of all slots, and of those that had a 1 in training
        bool isEmpty = true, isWhole = true;
        for (int k = 0; k < x.Length; k++)
        {
            if (float.IsNaN(x[k]))
            {
                isWhole = false;
                continue;
            }

            isEmpty &= x[k] == 0;
            if (largest < 0 || x[k] > x[largest])
                largest = k;
            if (Categorical.IsKnown(_logShare[k]) && (known < 0 || x[k] > x[known]))
                known = k;
        }

        if (isEmpty && !isWhole)
            return CategoricalValue.Missing;
        int nearest = Categorical.IsKnown(_none) && (known < 0 || x[known] < 0.5f) ? None : Math.Max(known, 0);
        float distance = SquaredDistance(x, nearest);
        return new(Slots.First + largest, distance == 0 ? nearest : Unlikeliest, Binary.DistanceWeight * distance);
    }

    /// <summary>The logit of what a row has, summed over some outputs of the decoder.</summary>
    /// <param name="value">What it has.</param>
    /// <param name="outputs">[samples, width].</param>
    /// <param name="samples">Number of outputs.</param>
    /// <param name="width">Distance of two outputs.</param>
    public float Logits(CategoricalValue value, ReadOnlySpan<float> outputs, int samples, int width)
    {
        float sum = 0;
        if (value.Category >= 0)
        {
            for (int at = value.Position; at < samples * width; at += width)
                sum += outputs[at];
            return sum + samples * _logShare[value.Category];
        }

        if (value.Category == None)
            return samples * _none;
        for (int s = 0; s < samples; s++)
            sum += MinLogit(outputs[(s * width)..]);
        return sum;
    }

    /// <summary>log Σ eᵃ, whatever the size of the logits.</summary>
    public float LogSum(ReadOnlySpan<float> output)
    {
        var y = Slots.Of(output);
        float largest = _none, sum = 0;
        for (int k = 0; k < y.Length; k++)
            largest = Math.Max(largest, y[k] + _logShare[k]);
        for (int k = 0; k < y.Length; k++)
            sum += MathF.Exp(y[k] + _logShare[k] - largest);
        return largest + MathF.Log(sum + MathF.Exp(_none - largest));
    }

    private float MinLogit(ReadOnlySpan<float> output)
    {
        var y = Slots.Of(output);
        float least = Categorical.IsKnown(_none) ? _none : float.PositiveInfinity;
        for (int k = 0; k < y.Length; k++)
        {
            if (Categorical.IsKnown(_logShare[k]))
                least = Math.Min(least, y[k] + _logShare[k]);
        }

        return least;
    }

    // From the 1 of a slot, or from none; a missing slot counts as 0.
    private static float SquaredDistance(ReadOnlySpan<float> x, int category)
    {
        float sum = 0;
        for (int k = 0; k < x.Length; k++)
        {
            float difference = (float.IsNaN(x[k]) ? 0 : x[k]) - (k == category ? 1 : 0);
            sum += difference * difference;
        }

        return sum;
    }
}

/// <summary>What a row says of a block.</summary>
/// <param name="Position">The slot at which its score stands; negative where the block is missing.</param>
/// <param name="Category">Its category, by the slot in the block; negative for other cases.</param>
/// <param name="Cost">What is added to −log p, in nats.</param>
internal readonly record struct CategoricalValue(int Position, int Category, float Cost)
{
    public static CategoricalValue Missing => new(-1, -1, 0);

    public bool IsMissing => Position < 0;
}
