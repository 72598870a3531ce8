using MLNet.Vae.Model;
using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Onnx.Graph;

/// <summary>
/// The negative log likelihood of each feature in nats. A Bernoulli value outside [0, 1] counts as the nearer of both plus half its squared
/// distance from it.
/// </summary>
internal static class LikelihoodGraph
{
    /// <param name="fitted">The model.</param>
    /// <param name="x">The rows in the model's units, its last axis the features.</param>
    /// <param name="output">The decoder's output, of a shape that <paramref name="x"/> broadcasts to.</param>
    /// <returns>The shape of <paramref name="output"/>.</returns>
    public static GraphValue Add(FittedWeights fitted, GraphValue x, GraphValue output)
    {
        using var scope = x.Graph.Scope("likelihood");
        return FeatureGraph.ByLikelihood(fitted.Features, x.Graph, () => Gaussian(fitted, x, output), () => Bernoulli(x, output));
    }

    // ½ ((x − y) / σ)² + log σ + ½ log 2π
    private static GraphValue Gaussian(FittedWeights fitted, GraphValue x, GraphValue y)
    {
        var tensor = ParameterLayout.Of(fitted.Architecture).LogSigma;
        var logSigma = x.Graph.Tensor(tensor.Name, fitted.Parameters.Slice(tensor.Offset, tensor.Length), tensor.Length)
            .Clamp(VaeArchitecture.MinimumLogSigma, VaeArchitecture.MaximumLogSigma);
        var residual = (x - y) * (-logSigma).Exp();
        return 0.5f * residual * residual + (logSigma + GaussianConstants.LogNormalizer);
    }

    // log(1 + eˡ) − x l without overflow
    private static GraphValue Bernoulli(GraphValue x, GraphValue logit)
    {
        var inside = x.Clamp(0, 1);
        var outside = x - inside;
        var crossEntropy = logit.AtLeast(0) - inside * logit + (1 + (-logit.Abs()).Exp()).Log();
        return crossEntropy + 0.5f * outside * outside;
    }
}
