namespace MLNet.Vae;

/// <summary>The distribution p(x_d | z) of one feature given the latent vector.</summary>
public enum VaeLikelihood
{
    /// <summary>
    /// Categorical for the slots of a block that is the one-hot encoding of a category, Binary for a feature of which the training rows hold
    /// both 0 and 1 and nothing else, Constant for one that never changes in them, Gaussian for every other.
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

    /// <summary>
    /// One category of a block of one-hot slots, by the softmax of their outputs, for the blocks of
    /// <see cref="VaeOptions.CategoricalBlocks"/>; it cannot be asked for. What the block costs stands at its slot that is 1. In scoring, a block
    /// that is none of the categories that training had counts as the least likely of them plus 12.5 nats times its squared distance from the
    /// nearest: 12.5 where no slot is 1 or two are, 25 where one is that never was. Where all slots are missing, the block is; otherwise a
    /// missing slot counts as 0.
    /// </summary>
    Categorical,

    /// <summary>
    /// The logarithm of the value is normal, for amounts above 0 with a long tail, such as prices; the decoder gives the logarithm of the mean, and
    /// the deviation of the logarithm is learned. Any other value is an error in training; in scoring it counts as a millionth of the
    /// column's median and 100 nats.
    /// </summary>
    LogNormal,

    /// <summary>
    /// Negative binomial, for numbers of things (0, 1, 2, …) that vary as Poisson's distribution has it, or more: the decoder gives the
    /// logarithm of the mean m, and the size r of the variance m + m²/r is learned. Any other value is an error in training; in scoring it
    /// counts as the nearest whole number and 12.5 nats times its squared distance from it.
    /// </summary>
    Count,

    /// <summary>
    /// For numbers of any distribution, such as with spikes, gaps or several peaks: the decoder gives the probability of each of up to 32 bins, and
    /// within a bin every value is as likely. A bin has about as many training rows as any other; a value that so many rows share has one of its own.
    /// The feature is standardized as for <see cref="Gaussian"/>. Beyond the outermost bins a value counts as in the nearer of them plus 12.5 nats times
    /// its squared distance from it. Rows that are generated have the values of the training rows within each bin. Not in a convolutional network.
    /// </summary>
    Histogram,
}
