namespace MLNet.Vae;

/// <summary>How the learning rate goes over the steps t = 0 … T − 1 of a training, beside its peak <see cref="VaeOptions.LearningRate"/>.</summary>
public enum VaeLearningRateSchedule
{
    /// <summary>
    /// From a twenty-fifth of the peak up to it over 30 % of the steps, and down to a ten-thousandth of the start, each along half a cosine.
    /// Smith and Topin 2017, arXiv:1708.07120.
    /// </summary>
    OneCycle,

    /// <summary>The peak in every step.</summary>
    Constant,

    /// <summary>From the peak down to nothing, ½ (1 + cos(π t / T)) of it. Loshchilov and Hutter 2016, arXiv:1608.03983, equation 5.</summary>
    Cosine,
}
