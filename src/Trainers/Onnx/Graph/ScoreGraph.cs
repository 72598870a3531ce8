using MLNet.Vae.Model;
using MLNet.Vae.Parts.Priors;

namespace MLNet.Vae.Onnx.Graph;

/// <summary>
/// The score: −ELBO with the model's fixed noise, the importance-weighted bound, or for a deterministic model the negative log likelihood
/// at μ.
/// </summary>
internal static class ScoreGraph
{
    /// <param name="fitted">A deterministic model.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="output">The decoder's output at μ, [N, features].</param>
    public static ScoreValues Deterministic(FittedWeights fitted, RowValues rows, GraphValue output)
    {
        using var scope = output.Graph.Scope("score");
        var terms = rows.Missing.Choose(MissingScores(fitted, output.Graph), LikelihoodGraph.NegativeLog(fitted, rows, output)).Finite();
        return new ScoreValues(terms.Sum(fitted.Features.Count).Finite(), terms);
    }

    /// <param name="fitted">A model with scoring noise.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="posterior">Their posterior.</param>
    public static ScoreValues Sampled(FittedWeights fitted, RowValues rows, PosteriorValues posterior)
    {
        var graph = posterior.Mean.Graph;
        using var scope = graph.Scope("score");
        int features = fitted.Features.Count, latent = fitted.Architecture.LatentDimension, samples = fitted.NumberOfScoringSamples;
        var noise = graph.Tensor(InitializerNames.ScoringNoise, fitted.ScoringNoise, samples, latent);
        var sigma = (0.5f * posterior.LogVariance).Exp();
        var z = posterior.Mean.Reshape(-1, 1, latent) + sigma.Reshape(-1, 1, latent) * noise; // [N, samples, latent]

        var output = NetworkGraph.Decode(fitted, ContextGraph.AppendToSamples(z, rows.Context, fitted))
            .Reshape(-1, samples, fitted.Features.OutputCount);
        var likelihood = LikelihoodGraph.NegativeLog(
            fitted, rows with { Standardized = rows.Standardized.Reshape(-1, 1, features) }, output);
        var terms = rows.Missing.Reshape(-1, 1, features).Choose(MissingScores(fitted, graph), likelihood); // [N, samples, features]

        var featureScores = terms.Mean().Finite();
        var bound = fitted.ScoreBound == VaeScoreBound.ImportanceWeighted
            ? ImportanceWeighted(fitted, terms, z, noise, posterior.LogVariance.Reshape(-1, 1, latent))
            : featureScores.Sum(features) + StandardNormal.Divergence(posterior.Mean, posterior.LogVariance, latent);
        return new ScoreValues(bound.Finite(), featureScores);
    }

    private static GraphValue MissingScores(FittedWeights fitted, GraphBuilder graph) =>
        graph.Tensor(InitializerNames.MissingScores, fitted.Gaps.MissingScores, fitted.Features.Count);

    // −log (1/K) Σ exp w, w = log p(x | z) + log p(z) − log q(z | x), the largest w taken out against overflow; [N, 1]
    private static GraphValue ImportanceWeighted(
        FittedWeights fitted, GraphValue terms, GraphValue z, GraphValue noise, GraphValue logVariance)
    {
        int samples = fitted.NumberOfScoringSamples;
        var logRatio = StandardNormal.LogRatio(z, noise, logVariance, fitted.Architecture.LatentDimension);
        var weights = -(terms.Sum(fitted.Features.Count) + logRatio).Reshape(-1, samples);
        var largest = weights.Largest(1);
        return -(largest + ((weights - largest).Exp().Sum(samples) / samples).Log());
    }
}
