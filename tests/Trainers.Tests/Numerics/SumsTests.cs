using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Numerics;

public class SumsTests
{
    // Some 100 numbers of size 1, in at least four lanes: 16 half ulps.
    private const double Rounding = 16 * 6e-8;

    // Several hundred numbers of either sign, whose partial sums reach 20, where half an ulp is 1e-6: 5e-6 was seen.
    private const double RowRounding = 2e-5;

    [Fact]
    public void OfSquares_EveryLength_IsThePlainSum()
    {
        CheckOfSquares<Simd128, V128>();
        CheckOfSquares<Simd256, V256>();
        CheckOfSquares<Simd512, V512>();
    }

    [Fact]
    public void OfSquares_AnotherPlaceInMemory_SameBits()
    {
        CheckPlaces<Simd128, V128>();
        CheckPlaces<Simd256, V256>();
        CheckPlaces<Simd512, V512>();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(13)]
    public void OfRow_SomeBlocks_IsThePlainSum(int blocks)
    {
        CheckOfRow<Simd128, V128>(blocks);
        CheckOfRow<Simd256, V256>(blocks);
        CheckOfRow<Simd512, V512>(blocks);
    }

    private static void CheckOfSquares<TS, TV>()
        where TS : ISimd<TV>
        where TV : struct
    {
        float[] all = new Numbers(1).Uniforms(272, -1, 1);
        foreach (int length in Sweep.PaddedLengths)
        {
            double expected = all[..length].Sum(x => (double)x * x);
            Close.To(expected, Sums<TS, TV>.OfSquares(all.AsSpan(0, length)), Rounding, $"sum of {length}");
        }
    }

    private static void CheckPlaces<TS, TV>()
        where TS : ISimd<TV>
        where TV : struct
    {
        float[] values = new Numbers(2).Uniforms(48, -1, 1), moved = new float[80];
        double expected = Sums<TS, TV>.OfSquares(values);
        for (int place = 0; place < 20; place++)
        {
            values.CopyTo(moved, place);
            Assert.Equal(expected, Sums<TS, TV>.OfSquares(moved.AsSpan(place, values.Length)));
        }
    }

    private static void CheckOfRow<TS, TV>(int blocks)
        where TS : ISimd<TV>
        where TV : struct
    {
        const int blockRows = 5;
        float[] values = new Numbers(3).Uniforms(blocks * blockRows * RowBlock.Rows, -1, 1);
        for (int row = 0; row < blockRows; row++)
        {
            double expected = 0;
            for (int i = 0; i < blocks * RowBlock.Rows; i++)
                expected += values[(i / RowBlock.Rows * blockRows + row) * RowBlock.Rows + i % RowBlock.Rows];
            float found = Sums<TS, TV>.OfRow(values.AsSpan(row * RowBlock.Rows), blocks, blockRows * RowBlock.Rows);
            Close.To(expected, found, RowRounding, $"row {row} of {blocks} blocks");
        }
    }
}
