using CsCheck;
using MLNet.Vae.Model;
using MLNet.Vae.Tests.Support;
using MLNet.Vae.Training.Managed;

namespace MLNet.Vae.Tests.Training.Managed;

public class PaddedLayoutTests
{
    private static readonly Gen<ParameterLayout> Layouts =
        from features in Gen.Int[1, 300]
        from latent in Gen.Int[1, 40]
        from hidden in Gen.Int[1, 300].Array[0, 3]
        select ParameterLayout.Of(new NetworkArchitecture(features, latent, hidden, VaeActivation.Silu));

    [Fact]
    public void ImportAndExport_AnyShape_GiveTheSameBack() => Layouts.Holds(layout =>
    {
        var padded = new PaddedLayout(layout);
        float[] parameters = new Numbers(1).Uniforms(layout.Length, 1, 2);
        float[] values = new float[padded.Length], back = new float[layout.Length];
        padded.Import(parameters, values);
        padded.Export(values, back);
        Close.ToTheBit(parameters, back);
        Assert.Equal(layout.Length, values.Count(v => v != 0)); // nothing lies on anything else, and zeros between
    });

    [Fact]
    public void Places_AnyShape_BeginOnCacheLines() => Layouts.Holds(layout =>
    {
        var padded = new PaddedLayout(layout);
        foreach (var layer in padded.Encoder.Concat(padded.Decoder))
        {
            Assert.All([layer.Weight, layer.Bias, layer.Stride], place => Assert.Equal(0, place % 16));
            Assert.InRange(layer.Stride, layer.Inputs, layer.Inputs + 31);
        }

        Assert.Equal(0, padded.LogSigma % 16);
        Assert.Equal(0, padded.Length % 16);
    });

    [Fact]
    public void Import_Weights_LieInRowsOfTheStride()
    {
        var layout = ParameterLayout.Of(new NetworkArchitecture(5, 2, [3], VaeActivation.Silu));
        var padded = new PaddedLayout(layout);
        float[] parameters = [.. Enumerable.Range(0, layout.Length).Select(i => (float)i)], values = new float[padded.Length];
        padded.Import(parameters, values);
        foreach (var layer in padded.Encoder.Concat(padded.Decoder))
        {
            for (int o = 0; o < layer.Outputs; o++)
            {
                Assert.Equal(layer.Tensors.Bias.Offset + o, values[layer.Bias + o]);
                for (int i = 0; i < layer.Inputs; i++)
                    Assert.Equal(layer.Tensors.Weight.Offset + o * layer.Inputs + i, values[layer.Weight + o * layer.Stride + i]);
            }
        }
    }
}
