using MLNet.Vae.Numerics;

namespace MLNet.Vae.Tests.Numerics;

public class TransposeTests
{
    [Theory]
    [InlineData(16, 16)]
    [InlineData(64, 16)]
    [InlineData(16, 64)]
    [InlineData(17, 31)]
    [InlineData(144, 80)]
    public void Tile16_AnyStrides_TurnsTheTileAndNothingElse(int sourceStride, int targetStride)
    {
        const int side = 16;
        float[] source = [.. Enumerable.Range(0, side * sourceStride).Select(i => (float)i)], target = new float[side * targetStride];
        Array.Fill(target, -1);
        Transpose.Tile16(source, sourceStride, target, targetStride);
        for (int i = 0; i < target.Length; i++)
        {
            int row = i / targetStride, column = i % targetStride;
            Assert.Equal(column < side ? source[column * sourceStride + row] : -1, target[i]);
        }
    }

    [Fact]
    public void Tile16_NaN_KeepsItsBits()
    {
        float[] source = new float[256], target = new float[256];
        Array.Fill(source, BitConverter.UInt32BitsToSingle(0x7fc12345));
        Transpose.Tile16(source, 16, target, 16);
        Assert.All(target, x => Assert.Equal(0x7fc12345u, BitConverter.SingleToUInt32Bits(x)));
    }
}
