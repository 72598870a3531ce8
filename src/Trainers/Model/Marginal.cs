namespace MLNet.Vae.Model;

/// <summary>
/// Gives draws of one feature the distribution of its training rows: a draw stands at some rank among the model's, and becomes the value of that rank
/// among the rows. Values that many rows share come out as they are, whole numbers whole. In the input's units.
/// </summary>
/// <param name="Drawn">Quantiles of the model's draws, at equal steps from the least to the largest; ascending, at least two.</param>
/// <param name="Real">The same of the training rows.</param>
/// <param name="Decimals">The decimals that all training rows keep to; null where they have more than <see cref="MaxDecimals"/>.</param>
internal sealed record Marginal(float[] Drawn, float[] Real, int? Decimals)
{
    public const int MaxDecimals = 6;

    public float Map(float drawn)
    {
        int last = Drawn.Length - 1, above = Array.BinarySearch(Drawn, drawn);
        above = Math.Clamp(above < 0 ? ~above : above, 1, last);
        int i = above - 1;
        float width = Drawn[above] - Drawn[i];
        float share = width > 0 ? Math.Clamp((drawn - Drawn[i]) / width, 0, 1) : 0;
        float low = Real[i], high = Real[above];
        // What lies between a value that many rows share and another one is neither.
        bool isShared = i > 0 && Real[i - 1] == low || above < last && Real[above + 1] == high;
        if (isShared)
            return share < 0.5f ? low : high;
        float value = low + share * (high - low);
        return Decimals is { } decimals ? (float)Math.Round((double)value, decimals) : value;
    }
}
