using MLNet.Vae.Model;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Onnx;

/// <summary>Convolutional models of random weights: what trains them is another package's.</summary>
internal static class ConvolutionalModels
{
    /// <summary>
    /// Images of 7 × 10 × 3, so that the zeros around differ between sides; Gaussian values and bits in turn, as in <see cref="RandomModel"/>, and
    /// one that never changed, feature 4; gaps are filled.
    /// </summary>
    public static VaeModel Create(ImageLayout layout)
    {
        const int features = 7 * 10 * 3;
        var kind = VaeArchitecture.Convolutional(7, 10, 3, layout, [5, 20], kernelSize: 3);
        var weights = RandomModel.Fitted(new NetworkArchitecture(features, 2, [9], VaeActivation.Silu) { Kind = kind });
        var map = weights.Features;
        VaeLikelihood[] likelihoods = [.. map.Likelihoods];
        likelihoods[4] = VaeLikelihood.Constant;
        return (weights with
        {
            Features = new FeatureMap(likelihoods, map.Mean, map.Scale),
            Gaps = new GapFilling(2, new Numbers(6).Uniforms(features, 0, 1)),
        }).Uncalibrated();
    }
}
