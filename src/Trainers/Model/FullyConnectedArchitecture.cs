using MLNet.Vae.Parts.Layers;

namespace MLNet.Vae.Model;

/// <summary><see cref="VaeArchitecture.FullyConnected"/>.</summary>
internal sealed class FullyConnectedArchitecture : VaeArchitecture
{
    public override string ToString() => "fully connected";

    internal override bool SharesWeights => false;

    internal override bool HasHiddenLayersByDefault => true;

    internal override string? WhyUnfit(int featureCount, int contextCount) => null;

    internal override IEnumerable<LayerShape> EncoderLayers(NetworkArchitecture network) => LinearShape.Chain(
        [network.FeatureCount + network.ContextCount, .. network.HiddenLayers, 2 * network.LatentDimension], lastHasActivation: false);

    internal override IEnumerable<LayerShape> DecoderLayers(NetworkArchitecture network) => LinearShape.Chain(
        [network.LatentDimension + network.ContextCount, .. network.HiddenLayers.Reverse(), network.OutputCount], lastHasActivation: false);
}
