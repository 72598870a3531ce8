using System.Diagnostics;
using MLNet.Vae.Parts.Likelihoods;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>A likelihood with libtorch: the other face of a <see cref="Likelihood"/> of the engine, over the features that have it.</summary>
internal abstract class TorchTerm
{
    public static TorchTerm Create(Likelihood likelihood, TensorStore store) => likelihood.Kind switch
    {
        VaeLikelihood.Gaussian => new TorchGaussian(store),
        VaeLikelihood.Bernoulli or VaeLikelihood.Binary => new TorchBernoulli(),
        VaeLikelihood.StudentT => new TorchStudentT(store),
        VaeLikelihood.Constant => new TorchConstant(),
        var kind => throw new UnreachableException($"There is no likelihood {kind} with libtorch."),
    };

    /// <summary>−log p(x | z) of each value in nats; what is given where a value is missing means nothing.</summary>
    /// <param name="output">What the decoder gives, [samples, batch, features].</param>
    /// <param name="target">x in the model's units, [samples, batch, features]; 0 where it is missing.</param>
    /// <param name="parameter">A parameter of the likelihood by name, of these features, [features].</param>
    public abstract torch.Tensor NegativeLog(torch.Tensor output, torch.Tensor target, Func<string, torch.Tensor> parameter);
}
