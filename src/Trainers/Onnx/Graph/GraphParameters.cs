using MLNet.Vae.Model;
using MLNet.Vae.Parts;
using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Onnx.Graph;

/// <summary>The parameters of a model's likelihoods as values of a graph.</summary>
internal sealed class GraphParameters(FittedWeights fitted, GraphBuilder graph)
{
    /// <summary>All features.</summary>
    public int FeatureCount => fitted.Features.Count;

    /// <summary>The blocks of slots that have a kind of likelihood.</summary>
    public IReadOnlyList<SlotBlock> Blocks(VaeLikelihood kind) => Columns(kind).Blocks;

    /// <summary>The features that have a kind of likelihood.</summary>
    public LikelihoodColumns Columns(VaeLikelihood kind) => fitted.Features.Groups.Single(group => group.Likelihood.Kind == kind);

    /// <summary>The values of a parameter within its bounds, [outputs].</summary>
    public float[] Values(ParameterSpec spec) => fitted.Part(spec);

    /// <summary>A parameter of the features within its bounds, [features].</summary>
    public GraphValue this[ParameterSpec spec] =>
        fitted.Features.Bins.Count == 0 ? OfOutputs(spec) : OfOutputs(spec).GatherLast(graph.FirstIndices(FeatureCount));

    /// <summary>A parameter within its bounds, [outputs].</summary>
    public GraphValue OfOutputs(ParameterSpec spec)
    {
        var tensor = fitted.Layout.Parts.Single(part => part.Spec.Name == spec.Name).Tensor;
        return graph.Tensor(tensor.Name, fitted.Parameters.Slice(tensor.Offset, tensor.Length), tensor.Length)
            .Clamp(spec.Min, spec.Max);
    }

    /// <summary>What is computed of a parameter beforehand, where no operator can do it: a constant of its own.</summary>
    /// <param name="name">Of the constant.</param>
    /// <param name="spec">The parameter.</param>
    /// <param name="function">From a feature's value, within its bounds.</param>
    public GraphValue Constant(string name, ParameterSpec spec, Func<float, float> function)
    {
        float[] values = [.. fitted.Part(spec).Take(FeatureCount).Select(function)];
        return graph.Tensor(name, values, values.Length);
    }
}
