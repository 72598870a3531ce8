using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>A likelihood with libtorch whose slots know nothing of each other.</summary>
internal abstract class TorchSlotTerm(TensorStore store) : TorchTerm
{
    private readonly Scalar _zero = store.Keep(0);

    /// <summary>−log p(x | z) of each value in nats; what is given where a value is missing means nothing.</summary>
    /// <param name="output">What the decoder gives, [samples, batch, features].</param>
    /// <param name="target">x in the model's units, [samples, batch, features]; 0 where it is missing.</param>
    /// <param name="parameter">A parameter of the likelihood by name, of these features, [features].</param>
    public abstract torch.Tensor NegativeLog(torch.Tensor output, torch.Tensor target, Func<string, torch.Tensor> parameter);

    public sealed override torch.Tensor Sum(
        torch.Tensor output, torch.Tensor target, torch.Tensor? missing, Func<string, torch.Tensor> parameter)
    {
        var terms = NegativeLog(output, target, parameter);
        return (missing is null ? terms : terms.masked_fill(missing, _zero)).sum();
    }
}
