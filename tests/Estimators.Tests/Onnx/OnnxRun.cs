using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MLNet.Vae.Tests.Onnx;

/// <summary>Runs an ONNX model on batches.</summary>
internal sealed class OnnxRun(byte[] model) : IDisposable
{
    private readonly InferenceSession _session = new(model);

    public IEnumerable<string> Outputs => _session.OutputNames;

    /// <summary>The declared size of each axis of an output, -1 for that of the rows.</summary>
    public IEnumerable<int> Shape(string output) => _session.OutputMetadata[output].Dimensions;

    /// <param name="inputs">[rows][slots] each.</param>
    /// <returns>The outputs as floats, one after another.</returns>
    public Dictionary<string, float[]> On(params (string Name, float[][] Rows)[] inputs) => Run(inputs, rows => [rows[0].Length]);

    /// <param name="dimensions">The dimensions of the slots of a row.</param>
    /// <param name="inputs">[rows][slots] each.</param>
    /// <returns>The outputs as floats, one after another.</returns>
    public Dictionary<string, float[]> On(int[] dimensions, params (string Name, float[][] Rows)[] inputs) => Run(inputs, _ => dimensions);

    private Dictionary<string, float[]> Run((string Name, float[][] Rows)[] inputs, Func<float[][], int[]> dimensions)
    {
        var values = inputs.Select(input => NamedOnnxValue.CreateFromTensor(
            input.Name,
            new DenseTensor<float>(input.Rows.SelectMany(row => row).ToArray(), [input.Rows.Length, .. dimensions(input.Rows)])));
        using var results = _session.Run([.. values]);
        return results.ToDictionary(result => result.Name, result => Floats(result.Value));
    }

    public void Dispose() => _session.Dispose();

    private static float[] Floats(object tensor) => tensor switch
    {
        Tensor<float> numbers => [.. numbers],
        Tensor<bool> flags => [.. flags.Select(flag => flag ? 1f : 0f)],
        Tensor<uint> keys => [.. keys.Select(key => (float)key)],
        _ => [],
    };
}
