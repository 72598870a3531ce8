using System.Globalization;

using MLNet.Vae.Parts;
using MLNet.Vae.Parts.Layers;
using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Model;

/// <summary>
/// Where each tensor of a model lies in the flat vector of its parameters: encoder, decoder, then what the likelihoods own. Weights lie
/// as in PyTorch.
/// </summary>
internal sealed class ParameterLayout
{
    /// <param name="architecture">The network.</param>
    /// <param name="groups">The likelihoods in use.</param>
    /// <param name="options">What their parameters begin with, and whether they are learned.</param>
    public ParameterLayout(NetworkArchitecture architecture, IEnumerable<LikelihoodColumns> groups, VaeOptions options)
    {
        RequireFittingInAnArray(architecture);
        Architecture = architecture;
        var tensors = new List<ParameterTensor>();
        Encoder = AddLayers(tensors, "encoder", architecture.EncoderLayers);
        Decoder = AddLayers(tensors, "decoder", architecture.DecoderLayers);
        Parts =
        [
            .. groups.SelectMany(group => group.Likelihood.Parameters(options).Select(
                spec => new PartTensor(group.Likelihood, spec, Add(tensors, spec.Name, architecture.OutputCount, 1))))
        ];
        Tensors = tensors;
    }

    public NetworkArchitecture Architecture { get; }

    public IReadOnlyList<ParameterTensor> Tensors { get; }

    public IReadOnlyList<LayerTensors> Encoder { get; }

    public IReadOnlyList<LayerTensors> Decoder { get; }

    /// <summary>What the likelihoods own, [outputs] each; unused for the outputs of another likelihood.</summary>
    public IReadOnlyList<PartTensor> Parts { get; }

    public int Length => Tensors[^1].End;

    private static void RequireFittingInAnArray(NetworkArchitecture architecture)
    {
        long count = architecture.OutputCount + architecture.NumberOfWeights;
        if (count > Array.MaxLength)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"The model would have {count:N0} parameters; expected at most {Array.MaxLength:N0}. Take narrower HiddenLayers."));
        }
    }

    private static LayerTensors[] AddLayers(List<ParameterTensor> tensors, string part, IEnumerable<LayerShape> shapes) =>
    [
        .. shapes.Select((shape, i) => new LayerTensors(
            shape,
            Add(tensors, $"{part}.{i}.weight", (int)shape.WeightSizes[0], (int)shape.WeightSizes.Skip(1).Aggregate(1L, (product, size) => product * size)),
            Add(tensors, $"{part}.{i}.bias", shape.Biases, 1))),
    ];

    private static ParameterTensor Add(List<ParameterTensor> tensors, string name, int rows, int columns)
    {
        int offset = tensors.Count == 0 ? 0 : tensors[^1].Offset + tensors[^1].Length;
        var tensor = new ParameterTensor(tensors.Count, name, rows, columns, offset);
        tensors.Add(tensor);
        return tensor;
    }
}

/// <summary>One tensor of the flat parameter vector.</summary>
internal sealed record ParameterTensor(int Index, string Name, int Rows, int Columns, int Offset)
{
    public int Length => checked(Rows * Columns);

    public int End => Offset + Length;

    public ReadOnlySpan<float> Of(ReadOnlySpan<float> parameters) => parameters.Slice(Offset, Length);
}

/// <summary>The tensor of a parameter that a likelihood owns.</summary>
internal sealed record PartTensor(Likelihood Owner, ParameterSpec Spec, ParameterTensor Tensor)
{
    /// <summary>Its values within their bounds, [outputs].</summary>
    public float[] Of(ReadOnlySpan<float> parameters)
    {
        float[] values = Tensor.Of(parameters).ToArray();
        for (int i = 0; i < values.Length; i++)
            values[i] = Math.Clamp(values[i], Spec.Min, Spec.Max);
        return values;
    }
}

/// <summary>The two tensors of a layer.</summary>
internal sealed record LayerTensors(LayerShape Shape, ParameterTensor Weight, ParameterTensor Bias);
