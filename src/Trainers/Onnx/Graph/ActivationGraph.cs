using System.Diagnostics;

namespace MLNet.Vae.Onnx.Graph;

/// <summary>
/// The activations by the formulas of the engine. Sigmoid and, where its result is multiplied, Tanh are spelled out with Exp: ONNX Runtime's own stop short of their limits,
/// which shows once it is multiplied by a large x.
/// </summary>
internal static class ActivationGraph
{
    private const float RootTwoOverPi = 0.7978845608f, Cubic = 0.044715f;

    public static string Add(GraphBuilder graph, VaeActivation activation, string name, string x) => activation switch
    {
        VaeActivation.SiLU => SiLU(graph, name, x),
        VaeActivation.ReLU => graph.Node("Relu", name, x),
        VaeActivation.Tanh => graph.Node("Tanh", name, x),
        VaeActivation.Gelu => Gelu(graph, name, x),
        _ => throw new UnreachableException(),
    };

    // x / (1 + e⁻ˣ)
    private static string SiLU(GraphBuilder graph, string name, string x)
    {
        string exponential = graph.Node("Exp", $"{name}.exponential", graph.Node("Neg", $"{name}.negative", x));
        return graph.Node("Div", name, x, graph.Node("Add", $"{name}.one_and_exponential", exponential, graph.Number(1)));
    }

    // 0.5 x (1 + tanh t), t = √(2/π) (x + 0.044715 x³), and ½ (1 + tanh t) = 1 − 1 / (1 + e²ᵗ)
    private static string Gelu(GraphBuilder graph, string name, string x)
    {
        string square = graph.Node("Mul", $"{name}.square", x, x);
        string cube = graph.Node("Mul", $"{name}.cube", graph.Node("Mul", $"{name}.cubic", square, graph.Number(Cubic)), x);
        string twice = graph.Node("Mul", $"{name}.twice", graph.Node("Add", $"{name}.sum", x, cube), graph.Number(2 * RootTwoOverPi));
        string oneAndExponential = graph.Node("Add", $"{name}.one_and_exponential", graph.Node("Exp", $"{name}.exponential", twice), graph.Number(1));
        string share = graph.Node("Sub", $"{name}.share", graph.Number(1), graph.Node("Div", $"{name}.rest", graph.Number(1), oneAndExponential));
        return graph.Node("Mul", name, x, share);
    }
}
