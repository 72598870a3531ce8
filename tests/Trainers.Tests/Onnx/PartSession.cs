using MLNet.Vae.Onnx.Files;
using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Tests.Onnx;

/// <summary>The ONNX nodes of a part of a model, alone in ONNX Runtime.</summary>
internal static class PartSession
{
    /// <param name="values">[N, width].</param>
    /// <param name="width">Of the input.</param>
    /// <param name="outputWidth">Of the output.</param>
    /// <param name="part">From the input to the output, [N, outputWidth].</param>
    public static float[] Run(float[] values, int width, int outputWidth, Func<GraphValue, GraphValue> part)
    {
        var file = new GraphFile();
        var input = new GraphBuilder(file).Value(file.AddInput("x", width, "What goes in."));
        file.AddOutput("y", part(input).Name, outputWidth, "What comes out.");
        using var stream = new MemoryStream();
        ModelFile.Create(file).WriteTo(stream);
        using var session = new OnnxSession(stream.ToArray());
        return session.Run("x", values, width)["y"];
    }
}
