using System.Diagnostics;
using MLNet.Vae.Parts.Likelihoods;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>A likelihood with libtorch: the other face of a <see cref="Likelihood"/> of the engine, over the features that have it.</summary>
internal abstract class TorchTerm
{
    public static TorchTerm Create(LikelihoodColumns columns, torch.Device device, TensorStore store) => columns.Likelihood.Kind switch
    {
        VaeLikelihood.Gaussian => new TorchGaussian(store),
        VaeLikelihood.Bernoulli or VaeLikelihood.Binary => new TorchBernoulli(store),
        VaeLikelihood.StudentT => new TorchStudentT(store),
        VaeLikelihood.LogNormal => new TorchLogNormal(store),
        VaeLikelihood.Count => new TorchCount(store),
        VaeLikelihood.Constant => new TorchConstant(store),
        VaeLikelihood.Histogram => new TorchHistogram(columns, device, store),
        VaeLikelihood.Categorical => new TorchCategorical(columns, device, store),
        var kind => throw new UnreachableException($"There is no likelihood {kind} with libtorch."),
    };

    /// <summary>−log p(x | z) in nats, summed over samples, rows and features.</summary>
    /// <param name="output">What the decoder gives, [samples, batch, outputs]: one a feature, or one a bin.</param>
    /// <param name="target">x in the model's units, [samples, batch, features]; 0 where it is missing.</param>
    /// <param name="missing">Where it is, [batch, features]; null where nothing is.</param>
    /// <param name="parameter">A parameter of the likelihood by name, of these features, [outputs].</param>
    public abstract torch.Tensor Sum(
        torch.Tensor output, torch.Tensor target, torch.Tensor? missing, Func<string, torch.Tensor> parameter);
}
