using CsCheck;
using MLNet.Vae.Onnx.Files;
using MLNet.Vae.Onnx.Proto;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Onnx;

public class AlteredFileTests
{
    // All kinds of field, and small: every byte of it is altered.
    private static readonly byte[] Small = SmallModel().Saved();

    [Theory]
    [InlineData(0x01)]
    [InlineData(0x08)]
    [InlineData(0x80)]
    [InlineData(0xFF)]
    public void Load_AnyByteFlipped_RefusesIt(byte mask)
    {
        byte[] file = [.. Small];
        for (int i = 0; i < file.Length; i++)
        {
            file[i] ^= mask;
            RequireRefused(file);
            file[i] ^= mask;
        }
    }

    [Fact]
    public void Load_CutAnywhere_RefusesIt()
    {
        for (int length = 0; length < Small.Length; length++)
            RequireRefused(Small[..length]);
    }

    [Fact]
    public void Load_AnyByteTwice_RefusesIt()
    {
        for (int i = 0; i < Small.Length; i++)
            RequireRefused([.. Small[..i], Small[i], .. Small[i..]]);
    }

    [Fact]
    public void Load_NoModelAtAll_RefusesIt() => Gen.Byte.Array[0, 1000].Holds(RequireRefused, count: 2000);

    [Fact]
    public void Load_CutFile_SaysSo()
    {
        var exception = Assert.Throws<VaeModelFormatException>(() => VaeModel.Load(new MemoryStream(Small[..^10])));
        Assert.Contains("it is cut or is no ONNX file", exception.Message);
    }

    [Fact]
    public void Load_AlteredWeight_SaysSo()
    {
        byte[] file = [.. Small];
        file[file.Length / 2] ^= 1;
        var exception = Assert.Throws<VaeModelFormatException>(() => VaeModel.Load(new MemoryStream(file)));
        Assert.Equal("Metadata mlnet.vae.sha256", exception.Where);
        Assert.EndsWith("the file was altered after it was written.", exception.Message);
    }

    [Fact]
    public void Load_AnotherProgramsFile_SaysSo()
    {
        var graph = new GraphFile();
        graph.AddOutput("y", graph.AddInput("x", 3, ""), 3, "");
        using var stream = new MemoryStream();
        new ProtoMessage().Add(OnnxFields.Model.IrVersion, 8).Add(OnnxFields.Model.Graph, graph.ToMessage("g")).WriteTo(stream);
        var exception = Assert.Throws<VaeModelFormatException>(() => VaeModel.Load(new MemoryStream(stream.ToArray())));
        Assert.Equal("Metadata mlnet.vae.format", exception.Where);
        Assert.EndsWith("or not one that MLNet.Vae made.", exception.Message);
    }

    // Of this exception, and after work and memory in proportion to the file.
    private static void RequireRefused(byte[] file)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<VaeModelFormatException>(() => VaeModel.Load(new MemoryStream(file)));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000 + 40L * file.Length);
    }

    private static VaeModel SmallModel() => VaeModel.Fit(
        new float[] { 0.3f, 1, -1.2f, 0, 2.5f, 0, 0.1f, 1 },
        2,
        new VaeOptions { HiddenLayers = [2], LatentDimension = 1, NumberOfScoringSamples = 2, NumberOfEpochs = 2 });
}
