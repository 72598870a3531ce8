namespace MLNet.Vae.Tests.Support;

/// <summary>Small models, each trained once for all the tests that only look at them.</summary>
internal static class Trained
{
    /// <summary>Training rows and others of the same kind, [400, 5]: two factors behind five real features.</summary>
    public static readonly (float[] Training, float[] Other) Reals = Samples.FactorsTwice(400, 400, 5, 2, 0.3, seed: 31);

    /// <summary>[400, 5]: three real features, then two bits.</summary>
    public static readonly float[] MixedRows = Samples.Mixed(400, 3, 2, seed: 32);

    private static readonly Lazy<VaeModel> LazyReal = new(() => Fit.Model(Reals.Training, 5, Fit.Small(100)));
    private static readonly Lazy<VaeModel> LazyMixed = new(() => Fit.Model(MixedRows, 5, Fit.Small(100)));

    public static VaeModel Real => LazyReal.Value;

    public static VaeModel Mixed => LazyMixed.Value;
}
