using System.Diagnostics;

namespace MLNet.Vae.Onnx.Graph;

/// <summary>
/// The activations by the formulas of the engine. Where the result of Sigmoid or Tanh would be multiplied by x, Exp spells it out: those of
/// ONNX Runtime stop short of their limits (Sigmoid at 1.5·10⁻⁸), which shows once x is large.
/// </summary>
internal static class ActivationGraph
{
    private const float RootTwoOverPi = 0.7978845608f, Cubic = 0.044715f;

    public static GraphValue Add(VaeActivation activation, GraphValue x) => activation switch
    {
        VaeActivation.Silu => x / (1 + (-x).Exp()),
        VaeActivation.Relu => x.Graph.Node("Relu", [x]),
        VaeActivation.Tanh => x.Graph.Node("Tanh", [x]),
        // ½ (1 + tanh t) = 1 − 1 / (1 + e²ᵗ)
        VaeActivation.Gelu => x * (1 - 1 / (1 + (2 * RootTwoOverPi * (x + Cubic * (x * x) * x)).Exp())),
        _ => throw new UnreachableException(),
    };
}
