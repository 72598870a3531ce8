namespace MLNet.Vae;

/// <summary>
/// Selects anomalies among many rows at a false discovery rate: the share of normal rows among those that are selected, which a threshold
/// leaves open. Benjamini and Hochberg 1995, J. R. Stat. Soc. B 57, 289.
/// </summary>
public static class FalseDiscoveryRate
{
    /// <summary>
    /// Selects the rows with the k smallest p-values, k the largest number for which the k-th smallest is at most k · rate / n. The expected
    /// share of normal rows among those that are selected is then at most the rate, where the normal ones are like those that the model was
    /// trained on; it holds for the p-values of one model, which depend on each other by its calibration (Bates et al. 2023, Ann. Statist. 51,
    /// 149). None is selected where there is too little to go by: of n rows one alone takes a p-value of rate / n, so a model that
    /// was calibrated with fewer than n / rate rows needs several.
    /// </summary>
    /// <param name="pValues">Of all rows that are looked at, [rows]. NaN is none: such a row is not counted and not selected.</param>
    /// <param name="rate">The false discovery rate, above 0 and below 1.</param>
    /// <param name="isSelected">Receives [rows].</param>
    /// <returns>The number of rows that are selected.</returns>
    /// <exception cref="ArgumentException">The lengths do not fit each other.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> is out of range.</exception>
    public static int Select(ReadOnlySpan<float> pValues, double rate, Span<bool> isSelected)
    {
        if (isSelected.Length != pValues.Length)
            throw new ArgumentException($"The span holds {isSelected.Length} values; expected {pValues.Length}, one for each p-value.", nameof(isSelected));
        float largest = LargestSelected(pValues, rate);
        int count = 0;
        for (int i = 0; i < pValues.Length; i++)
        {
            isSelected[i] = pValues[i] <= largest;
            count += isSelected[i] ? 1 : 0;
        }

        return count;
    }

    /// <summary>The largest p-value that is selected; below 0 where none is.</summary>
    internal static float LargestSelected(ReadOnlySpan<float> pValues, double rate)
    {
        if (!(rate > 0 && rate < 1))
            throw new ArgumentOutOfRangeException(nameof(rate), rate, "A false discovery rate is above 0 and below 1.");
        float[] sorted = pValues.ToArray();
        Array.Sort(sorted);
        int missing = Array.FindLastIndex(sorted, float.IsNaN) + 1; // which are sorted to the front
        int n = sorted.Length - missing;
        for (int k = n; k > 0; k--)
        {
            if (sorted[missing + k - 1] <= k * rate / n)
                return sorted[missing + k - 1];
        }

        return -1;
    }
}
