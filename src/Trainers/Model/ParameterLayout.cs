using System.Globalization;

namespace MLNet.Vae.Model;

/// <summary>
/// Where each tensor of a model lies in the flat vector of its parameters: encoder, decoder, log σ. Weights are [outputs, inputs], as in
/// PyTorch.
/// </summary>
internal sealed class ParameterLayout
{
    private ParameterLayout(VaeArchitecture architecture)
    {
        RequireFittingInAnArray(architecture);
        var tensors = new List<ParameterTensor>();
        Encoder = AddLayers(tensors, "encoder", architecture.EncoderLayers);
        Decoder = AddLayers(tensors, "decoder", architecture.DecoderLayers);
        LogSigma = Add(tensors, "log_sigma", architecture.FeatureCount, 1);
        Tensors = tensors;
    }

    public IReadOnlyList<ParameterTensor> Tensors { get; }

    public IReadOnlyList<LinearTensors> Encoder { get; }

    public IReadOnlyList<LinearTensors> Decoder { get; }

    /// <summary>The log deviation of each feature, [features]; unused where the likelihood is Bernoulli or the variance fixed.</summary>
    public ParameterTensor LogSigma { get; }

    public int Length => LogSigma.Offset + LogSigma.Length;

    public static ParameterLayout Of(VaeArchitecture architecture) => new(architecture);

    private static void RequireFittingInAnArray(VaeArchitecture architecture)
    {
        long count = architecture.FeatureCount;
        foreach (var shape in architecture.EncoderLayers.Concat(architecture.DecoderLayers))
            count += (long)shape.Outputs * (shape.Inputs + 1);
        if (count > Array.MaxLength)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"The model would have {count:N0} parameters; expected at most {Array.MaxLength:N0}. Take narrower HiddenLayers."));
        }
    }

    private static LinearTensors[] AddLayers(List<ParameterTensor> tensors, string part, IEnumerable<LinearShape> shapes) =>
    [
        .. shapes.Select((shape, i) => new LinearTensors(
            shape,
            Add(tensors, $"{part}.{i}.weight", shape.Outputs, shape.Inputs),
            Add(tensors, $"{part}.{i}.bias", shape.Outputs, 1))),
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

/// <summary>The two tensors of a fully connected layer.</summary>
internal sealed record LinearTensors(LinearShape Shape, ParameterTensor Weight, ParameterTensor Bias);
