using MLNet.Vae.Numerics;
using MLNet.Vae.Tests.Support;
using MLNet.Vae.Training.Managed;

namespace MLNet.Vae.Tests.Training.Managed;

public class LayerValuesTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 16)]
    [InlineData(3, 30)]
    [InlineData(1, 64)]
    [InlineData(2, 65)]
    [InlineData(3, 200)]
    public void Turn_EveryBlock_PutsFeaturesSideBySideInPanels(int blocks, int features)
    {
        var values = new LayerValues(blocks, features);
        for (int block = 0; block < blocks; block++)
            new Numbers(block).Uniforms(features * RowBlock.Rows, -1, 1).CopyTo(values.Block(block));
        for (int block = blocks - 1; block >= 0; block--) // in any order
            values.Turn(block);

        int width = values.PanelWidth;
        Assert.Equal(Math.Min(64, (features + 15) / 16 * 16), width);
        for (int feature = 0; feature < (features + 15) / 16 * 16; feature++)
        {
            for (int row = 0; row < blocks * RowBlock.Rows; row++)
            {
                float expected = values.Block(row / RowBlock.Rows)[feature * RowBlock.Rows + row % RowBlock.Rows];
                Assert.Equal(expected, values.Turned[feature / width * values.PanelStride + row * width + feature % width]);
                Assert.True(feature < features || expected == 0); // the padding stays zero
            }
        }
    }

    [Fact]
    public void Turn_OneBlock_LeavesTheOthers()
    {
        var values = new LayerValues(3, 80);
        values.Block(1).Fill(1);
        values.Turn(1);
        values.Block(1).Clear();
        values.Turn(0);
        values.Turn(2);
        Assert.Equal(80 * RowBlock.Rows, values.Turned.ToArray().Count(v => v == 1));
    }
}
