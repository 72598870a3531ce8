namespace MLNet.Vae;

/// <summary>The distribution that latent vectors of generated rows are drawn from.</summary>
public enum VaePrior
{
    /// <summary>
    /// Where the training rows lie: a mixture of Gaussians fitted to their posteriors, and draws from the likelihood given the marginal
    /// distribution of the training rows. <see cref="StandardNormal"/> where that fits as well, and of a model from a file of version 1 to 3.
    /// </summary>
    Fitted,

    /// <summary>N(0, I), that of the training loss and of scores; draws from the likelihood are as the likelihood has them.</summary>
    StandardNormal,
}
