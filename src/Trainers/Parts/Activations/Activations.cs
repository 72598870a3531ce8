using System.Diagnostics;

namespace MLNet.Vae.Parts.Activations;

/// <summary>Every kind of activation: the one place that lists them.</summary>
internal static class Activations
{
    public static IReadOnlyList<Activation> All { get; } = [new Silu(), new Relu(), new Tanh(), new Gelu()];

    public static Activation Get(VaeActivation kind) =>
        All.FirstOrDefault(activation => activation.Kind == kind) ?? throw new UnreachableException($"There is no activation {kind}.");

    /// <summary>Null where no kind has this name.</summary>
    public static Activation? FindByName(string name) => All.FirstOrDefault(activation => activation.Name == name);
}
