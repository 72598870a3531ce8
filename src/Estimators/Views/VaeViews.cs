namespace MLNet.Vae.Views;

/// <summary>The views whose columns one transformer adds, in the order of the columns.</summary>
internal static class VaeViews
{
    /// <summary>A view for each column that has a name.</summary>
    /// <param name="embedding">Name of the column of posterior means, or null.</param>
    /// <param name="reconstruction">Name of the column of reconstructions, or null.</param>
    /// <param name="imputed">Name of the column of rows with their missing values filled in, or null.</param>
    /// <param name="drawSeed">Seed of draws that fill them in; null for the reconstruction.</param>
    public static IEnumerable<VaeView> Create(string? embedding, string? reconstruction, string? imputed, int? drawSeed)
    {
        if (embedding is not null)
            yield return new FeaturizerView(embedding);
        if (reconstruction is not null)
            yield return new ReconstructorView(reconstruction);
        if (imputed is not null)
            yield return new ImputerView(imputed, drawSeed);
    }
}
