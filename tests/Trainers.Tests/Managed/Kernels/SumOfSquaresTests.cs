using MLNet.Vae.Managed.Kernels;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Managed.Kernels;

public class SumOfSquaresTests
{
    // At most 64 squares of size 1, in at least four lanes: 16 half ulps.
    private const double Rounding = 16 * 6e-8;

    [Fact]
    public void Of_EveryLength_IsThePlainSum()
    {
        float[] all = new Numbers(1).Uniforms(256, -1, 1);
        for (int length = 0; length < all.Length; length++)
        {
            double expected = all[..length].Sum(x => (double)x * x);
            Close.To(expected, SumOfSquares.Of(all.AsSpan(0, length)), Rounding, $"sum of {length}");
        }
    }

    [Fact]
    public void Of_AnotherPlaceInMemory_SameBits()
    {
        float[] values = new Numbers(2).Uniforms(37, -1, 1), moved = new float[64];
        double expected = SumOfSquares.Of(values);
        for (int place = 0; place < 20; place++)
        {
            values.CopyTo(moved, place);
            Assert.Equal(expected, SumOfSquares.Of(moved.AsSpan(place, values.Length)));
        }
    }
}
