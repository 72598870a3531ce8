using MLNet.Vae.Numerics.RandomNumbers;

namespace MLNet.Vae.Parts.Priors;

/// <summary>
/// A prior that only draws: a mixture of Gaussians over some latent dimensions, N(0, 1) in each of the others, which carry nothing.
/// </summary>
/// <param name="Dimensions">The latent dimensions of the mixture, ascending; at least one.</param>
/// <param name="Components">At least one.</param>
internal sealed record GaussianMixture(int[] Dimensions, GaussianComponent[] Components)
{
    /// <summary>z from the mixture: of one component a linear map of the z that <see cref="StandardNormal.Draw"/> gives.</summary>
    /// <param name="noise">The seed's random numbers.</param>
    /// <param name="row">Number of the row; with the seed it settles the draw.</param>
    /// <param name="z">Receives [latent].</param>
    public void Draw(NoiseSource noise, long row, Span<float> z)
    {
        StandardNormal.Draw(noise, row, z);
        var (_, mean, factor) = Choose(noise.Uniform(NoisePurpose.Component, row, 0));
        // From the last on: an entry needs those of the normals before it.
        for (int i = Dimensions.Length - 1; i >= 0; i--)
        {
            float sum = mean[i];
            for (int j = 0; j <= i; j++)
                sum += factor[i * (i + 1) / 2 + j] * z[Dimensions[j]];
            z[Dimensions[i]] = sum;
        }
    }

    private GaussianComponent Choose(float uniform)
    {
        foreach (var component in Components)
        {
            uniform -= component.Weight;
            if (uniform < 0)
                return component;
        }

        return Components[^1]; // the weights add up to 1 but for rounding
    }
}

/// <summary>One component of a <see cref="GaussianMixture"/> of k dimensions.</summary>
/// <param name="Weight">Its share; those of all components add up to 1.</param>
/// <param name="Mean">[k].</param>
/// <param name="Factor">The lower Cholesky factor of its covariance by rows, [k (k + 1)/2].</param>
internal sealed record GaussianComponent(float Weight, float[] Mean, float[] Factor);
