using MLNet.Vae.Numerics.RandomNumbers;

namespace MLNet.Vae.Model;

/// <summary>
/// The fixed noise vectors of a model, in pairs ±ε: what is odd in ε drops out of the mean, so that a score varies less with the draw.
/// </summary>
internal static class ScoringNoise
{
    /// <param name="noise">The seed's random numbers.</param>
    /// <param name="samples">Number of vectors; 0 gives one of zeros, which stands for the posterior mean.</param>
    /// <param name="latentDimension">Their size.</param>
    /// <returns>[samples, latent].</returns>
    public static float[] Draw(NoiseSource noise, int samples, int latentDimension)
    {
        var vectors = new float[Math.Max(samples, 1) * latentDimension];
        for (int i = 0; i < samples * latentDimension; i++)
        {
            int sample = i / latentDimension, dimension = i % latentDimension;
            vectors[i] = sample % 2 == 0
                ? noise.Normal(NoisePurpose.Scoring, sample / 2, (uint)dimension)
                : -vectors[i - latentDimension];
        }

        return vectors;
    }
}
