using MLNet.Vae.Model;

namespace MLNet.Vae.Onnx.Graph;

/// <summary>The negative log likelihood of each feature in nats. A Bernoulli value outside [0, 1] counts as the nearer of both plus half its squared distance from it.</summary>
internal static class LikelihoodGraph
{
    private static readonly float LogNormaliser = (float)(0.5 * Math.Log(2 * Math.PI));

    /// <param name="graph">Where to add.</param>
    /// <param name="fitted">The model.</param>
    /// <param name="x">The rows in the model's units, its last axis the features.</param>
    /// <param name="output">The decoder's output, of a shape that <paramref name="x"/> broadcasts to.</param>
    /// <returns>The shape of <paramref name="output"/>.</returns>
    public static string Add(GraphBuilder graph, FittedParameters fitted, string x, string output) =>
        FeatureGraph.ByLikelihood(graph, fitted.Features, "likelihood", () => Gaussian(graph, fitted, x, output), () => Bernoulli(graph, x, output));

    // ½ ((x − y) / σ)² + log σ + ½ log 2π
    private static string Gaussian(GraphBuilder graph, FittedParameters fitted, string x, string y)
    {
        var tensor = ParameterLayout.Of(fitted.Architecture).LogSigma;
        string logSigma = graph.Clamp(
            "gaussian.log_sigma",
            graph.Tensor(tensor.Name, fitted.Parameters.Slice(tensor.Offset, tensor.Length), tensor.Length),
            VaeArchitecture.MinimumLogSigma,
            VaeArchitecture.MaximumLogSigma);
        string inverse = graph.Node("Exp", "gaussian.inverse_sigma", graph.Node("Neg", "gaussian.negative_log_sigma", logSigma));
        string residual = graph.Node("Mul", "gaussian.residual", graph.Node("Sub", "gaussian.difference", x, y), inverse);
        string square = graph.Node("Mul", "gaussian.square", graph.Node("Mul", "gaussian.half", residual, graph.Number(0.5f)), residual);
        return graph.Node("Add", "gaussian.likelihood", square, graph.Node("Add", "gaussian.constant", logSigma, graph.Number(LogNormaliser)));
    }

    // max(l, 0) − x l + log(1 + e^−|l|) without overflow, for the nearest x within [0, 1]
    private static string Bernoulli(GraphBuilder graph, string x, string logit)
    {
        string inside = graph.Clamp("bernoulli.inside", x, 0, 1);
        string outside = graph.Node("Sub", "bernoulli.outside", x, inside);
        string penalty = graph.Node("Mul", "bernoulli.penalty", graph.Node("Mul", "bernoulli.half", outside, graph.Number(0.5f)), outside);
        string exponential = graph.Node("Exp", "bernoulli.exponential", graph.Node("Neg", "bernoulli.negative", graph.Node("Abs", "bernoulli.absolute", logit)));
        string logarithm = graph.Node("Log", "bernoulli.logarithm", graph.Node("Add", "bernoulli.one_and_exponential", exponential, graph.Number(1)));
        string linear = graph.Node(
            "Sub", "bernoulli.linear", graph.Node("Max", "bernoulli.positive", logit, graph.Number(0)), graph.Node("Mul", "bernoulli.product", inside, logit));
        string crossEntropy = graph.Node("Add", "bernoulli.cross_entropy", linear, logarithm);
        return graph.Node("Add", "bernoulli.likelihood", crossEntropy, penalty);
    }
}
