using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>The rows of one pass.</summary>
/// <param name="Input">
/// What the encoder sees, [batch, features + context]: 0 where a value is missing, with the input's noise on the others; then the context.
/// </param>
/// <param name="Target">What the decoder is asked for, [batch, features]: 0 where a value is missing.</param>
/// <param name="Missing">True where it is, [batch, features]; null where no value of the batch is missing.</param>
/// <param name="Context">In the model's units, [batch, context]; null for a model without.</param>
internal readonly record struct TorchRows(torch.Tensor Input, torch.Tensor Target, torch.Tensor? Missing, torch.Tensor? Context);
