using MLNet.Vae.Model;

namespace MLNet.Vae.Onnx.Graph;

/// <summary>The score: −ELBO with the model's fixed noise, the importance-weighted bound, or for a deterministic model the negative log likelihood at μ.</summary>
internal static class ScoreGraph
{
    /// <param name="graph">Where to add.</param>
    /// <param name="fitted">A deterministic model.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="output">The decoder's output at μ, [N, features].</param>
    public static ScoreValues Deterministic(GraphBuilder graph, FittedParameters fitted, RowValues rows, string output)
    {
        string terms = graph.Node("Where", "likelihood.observed", rows.Missing, graph.Number(0), LikelihoodGraph.Add(graph, fitted, rows.Standardised, output));
        string featureScores = graph.Finite("score.by_feature", terms);
        return new ScoreValues(graph.Finite("score.finite", graph.Sum("score.sum", featureScores, fitted.Features.Count)), featureScores);
    }

    /// <param name="graph">Where to add.</param>
    /// <param name="fitted">A model with scoring noise.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="posterior">Their posterior.</param>
    public static ScoreValues Sampled(GraphBuilder graph, FittedParameters fitted, RowValues rows, PosteriorValues posterior)
    {
        int features = fitted.Features.Count, latent = fitted.Architecture.LatentDimension, samples = fitted.ScoringSamples;
        string z = Samples(graph, fitted, posterior); // [N, samples, latent]
        string decoded = NetworkGraph.Decode(graph, fitted, "samples.decoder", graph.Reshape("samples.rows", z, -1, latent));
        string likelihood = LikelihoodGraph.Add(
            graph,
            fitted,
            graph.Reshape("samples.input", rows.Standardised, -1, 1, features),
            graph.Reshape("samples.output", decoded, -1, samples, features));
        string missing = graph.Reshape("samples.missing", rows.Missing, -1, 1, features);
        string terms = graph.Node("Where", "likelihood.observed", missing, graph.Number(0), likelihood); // [N, samples, features]
        string mean = graph.Node("ReduceMean", "score.mean", [terms], GraphAttribute.Integers("axes", 1), GraphAttribute.Integer("keepdims", 0));
        string featureScores = graph.Finite("score.by_feature", mean);
        string bound = fitted.ScoreBound == VaeScoreBound.ImportanceWeighted
            ? ImportanceWeighted(graph, fitted, z, posterior, terms)
            : graph.Node("Add", "score.elbo", graph.Sum("score.sum", featureScores, features), Divergence(graph, latent, posterior));
        return new ScoreValues(graph.Finite("score.finite", bound), featureScores);
    }

    // μ + σ ⊙ ε, [N, samples, latent]
    private static string Samples(GraphBuilder graph, FittedParameters fitted, PosteriorValues posterior)
    {
        int latent = fitted.Architecture.LatentDimension;
        string noise = graph.Tensor("scoring_noise", fitted.ScoringNoise, fitted.ScoringSamples, latent);
        string sigma = graph.Node("Exp", "samples.sigma", graph.Node("Mul", "samples.log_sigma", posterior.LogVariance, graph.Number(0.5f)));
        string spread = graph.Node("Mul", "samples.spread", graph.Reshape("samples.sigma.row", sigma, -1, 1, latent), noise);
        return graph.Node("Add", "samples.latent", graph.Reshape("samples.mean.row", posterior.Mean, -1, 1, latent), spread);
    }

    // ½ Σ (μ² + σ² − 1 − log σ²), [N, 1]
    private static string Divergence(GraphBuilder graph, int latent, PosteriorValues posterior)
    {
        string square = graph.Node("Mul", "kl.square", posterior.Mean, posterior.Mean);
        string excess = graph.Node("Sub", "kl.excess", graph.Node("Exp", "kl.variance", posterior.LogVariance), graph.Number(1));
        string spread = graph.Node("Sub", "kl.spread", excess, posterior.LogVariance);
        string twice = graph.Sum("kl.twice", graph.Node("Add", "kl.terms", square, spread), latent);
        return graph.Node("Mul", "kl", twice, graph.Number(0.5f));
    }

    // −log (1/K) Σ exp w, w = log p(x | z) − ½ Σ (z² − ε² − log σ²), [N, 1]
    private static string ImportanceWeighted(GraphBuilder graph, FittedParameters fitted, string z, PosteriorValues posterior, string terms)
    {
        int latent = fitted.Architecture.LatentDimension, samples = fitted.ScoringSamples;
        string noise = graph.Tensor("scoring_noise", fitted.ScoringNoise, samples, latent);
        string squares = graph.Node("Sub", "iwae.squares", graph.Node("Mul", "iwae.latent_square", z, z), graph.Node("Mul", "iwae.noise_square", noise, noise));
        string logRatio = graph.Node("Sub", "iwae.log_ratio", squares, graph.Reshape("iwae.log_variance.row", posterior.LogVariance, -1, 1, latent));
        string divergence = graph.Node("Mul", "iwae.divergence", graph.Sum("iwae.twice", logRatio, latent), graph.Number(0.5f));
        string negative = graph.Node("Add", "iwae.negative", graph.Sum("iwae.likelihood", terms, fitted.Features.Count), divergence); // [N, samples, 1]
        string weights = graph.Node("Neg", "iwae.weights", graph.Reshape("iwae.negative.row", negative, -1, samples));
        string largest = graph.Node("ReduceMax", "iwae.largest", [weights], GraphAttribute.Integers("axes", 1), GraphAttribute.Integer("keepdims", 1));
        string exponentials = graph.Node("Exp", "iwae.exponentials", graph.Node("Sub", "iwae.relative", weights, largest));
        string mean = graph.Node("Div", "iwae.mean", graph.Sum("iwae.sum", exponentials, samples), graph.Number(samples));
        return graph.Node("Neg", "iwae.bound", graph.Node("Add", "iwae.log_mean", largest, graph.Node("Log", "iwae.logarithm", mean)));
    }
}
