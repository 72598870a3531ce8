using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace MLNet.Vae.Tests.Onnx;

/// <summary>Runs an ONNX model on batches.</summary>
internal sealed class OnnxRun(byte[] model) : IDisposable
{
    private readonly InferenceSession _session = new(model);

    public IEnumerable<string> Outputs => _session.OutputNames;

    /// <param name="inputs">[rows][slots] each.</param>
    /// <returns>The outputs as floats, one after another.</returns>
    public Dictionary<string, float[]> On(params (string Name, float[][] Rows)[] inputs)
    {
        var values = inputs.Select(input => NamedOnnxValue.CreateFromTensor(
            input.Name, new DenseTensor<float>(input.Rows.SelectMany(row => row).ToArray(), [input.Rows.Length, input.Rows[0].Length])));
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
