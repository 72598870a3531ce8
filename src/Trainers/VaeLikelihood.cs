namespace MLNet.Vae;

/// <summary>The distribution p(x_d | z) of one feature given the latent vector.</summary>
public enum VaeLikelihood
{
    /// <summary>
    /// Binary for a feature of which the training rows hold both 0 and 1 and nothing else, Constant for one that never changes in them,
    /// Gaussian for every other.
    /// </summary>
    Auto,

    /// <summary>
    /// Normal around the decoder's mean. The feature is standardized with the mean and deviation of the training rows; its log
    /// deviation is learned and kept in [-3, 2] standardized units, unless <see cref="VaeOptions.FixedVariance"/> is set.
    /// </summary>
    Gaussian,

    /// <summary>
    /// The decoder gives the logit of the probability of a 1; the negative log likelihood is the cross-entropy. For values in [0, 1].
    /// A value outside is an error in training; in scoring it counts as the nearer of 0 and 1 plus half its squared distance from it, so
    /// that it never looks normal.
    /// </summary>
    Bernoulli,

    /// <summary>
    /// Student's t around the decoder's location, for features with heavy tails: a few far values cost little and pull at little. The feature
    /// is standardized as for <see cref="Gaussian"/>; the logarithm of its scale is learned and kept in [-7, 2], and its degrees of freedom
    /// are learned unless <see cref="VaeOptions.DegreesOfFreedom"/> is set.
    /// </summary>
    StudentT,

    /// <summary>
    /// <see cref="Bernoulli"/> of 0 and 1 alone: any other value is an error in training, and in scoring counts as the less likely of both
    /// plus 12.5 nats times its squared distance from the nearer, so that it is no less anomalous than what training had.
    /// </summary>
    Binary,

    /// <summary>
    /// A feature that never changed in training; <see cref="Auto"/>, <see cref="Gaussian"/> and <see cref="StudentT"/> give way to it, and it
    /// cannot be asked for. It costs nothing while it stays the same to a millionth of itself, and when it changes 100 nats and 10 for each
    /// feature of the row, and the logarithm of the change in millionths: the row is then an anomaly, whatever the unit and whatever else is
    /// in it. The encoder does not see it.
    /// </summary>
    Constant,
}
