using Microsoft.ML.OnnxRuntime;

namespace MLNet.Vae.Tests.Onnx;

/// <summary>An ONNX file in ONNX Runtime.</summary>
internal sealed class OnnxSession : IDisposable
{
    private readonly InferenceSession _session;

    public OnnxSession(byte[] file)
    {
        using var options = new SessionOptions { IntraOpNumThreads = 1 };
        _session = new InferenceSession(file, options);
    }

    public IReadOnlyDictionary<string, NodeMetadata> Inputs => _session.InputMetadata;

    public IReadOnlyDictionary<string, NodeMetadata> Outputs => _session.OutputMetadata;

    public IReadOnlyDictionary<string, string> Metadata => _session.ModelMetadata.CustomMetadataMap;

    /// <summary>Every output for an input [rows, width]; a Boolean as 0 or 1.</summary>
    public Dictionary<string, float[]> Run(string input, float[] values, int width)
    {
        using var value = Tensor(values, width);
        return Run([input], [value]);
    }

    /// <summary>The same of a model with a context, [rows, context width].</summary>
    public Dictionary<string, float[]> Run(string input, float[] values, int width, float[] context, int contextWidth)
    {
        using OrtValue value = Tensor(values, width), given = Tensor(context, contextWidth);
        return Run([input, "context"], [value, given]);
    }

    private Dictionary<string, float[]> Run(string[] inputs, OrtValue[] values)
    {
        using var options = new RunOptions();
        using var results = _session.Run(options, inputs, values, _session.OutputNames);
        return _session.OutputNames.Zip(results, Floats).ToDictionary();
    }

    private static OrtValue Tensor(float[] values, int width) => OrtValue.CreateTensorValueFromMemory(values, [values.Length / width, width]);

    public void Dispose() => _session.Dispose();

    private static (string Name, float[] Values) Floats(string name, OrtValue result) =>
        result.GetTensorTypeAndShape().ElementDataType == Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Bool
            ? (name, [.. result.GetTensorDataAsSpan<bool>().ToArray().Select(flag => flag ? 1f : 0f)])
            : (name, result.GetTensorDataAsSpan<float>().ToArray());
}
