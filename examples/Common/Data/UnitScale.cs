namespace MLNet.Vae.Examples.Common.Data;

/// <summary>Brings gray values to the range of 0 (nothing) to 1 (ink), as the Bernoulli likelihood wants them.</summary>
public static class UnitScale
{
    /// <summary>Divides every value by the largest of all, whatever the file counts to: 16, 255 or 1.</summary>
    /// <exception cref="InputException">A value is missing or negative, or all are 0.</exception>
    public static void Apply(string path, IReadOnlyList<FeatureRow> rows, IReadOnlyList<string> names)
    {
        foreach (var row in rows)
        {
            int bad = Array.FindIndex(row.Features, value => !(value >= 0));
            if (bad >= 0)
            {
                string found = float.IsNaN(row.Features[bad]) ? "no value" : $"{row.Features[bad]}";
                throw new InputException($"'{path}', row {row.Row}, column '{names[bad]}': found {found}; expected a gray value, 0 or more.");
            }
        }

        float largest = rows.Max(row => row.Features.Max());
        if (largest == 0)
            throw new InputException($"'{path}' holds no value above 0; expected gray values.");
        foreach (var row in rows)
        {
            for (int i = 0; i < row.Features.Length; i++)
                row.Features[i] /= largest;
        }
    }
}
