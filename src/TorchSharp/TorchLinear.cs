using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>A fully connected layer's views of the flat parameters.</summary>
/// <param name="Weight">[outputs, inputs].</param>
/// <param name="Bias">[outputs].</param>
/// <param name="HasActivation">Whether the activation follows.</param>
internal sealed record TorchLinear(torch.Tensor Weight, torch.Tensor Bias, bool HasActivation);
