using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>What one forward pass found.</summary>
/// <param name="Total">The training loss, a single number: what is differentiated.</param>
/// <param name="Reconstruction">The negative log likelihood summed over rows and samples, in nats, a single number.</param>
/// <param name="TwiceKl">Twice the KL divergence summed over rows, [latent], in nats, not weighted.</param>
internal readonly record struct TorchLoss(torch.Tensor Total, torch.Tensor Reconstruction, torch.Tensor TwiceKl);
