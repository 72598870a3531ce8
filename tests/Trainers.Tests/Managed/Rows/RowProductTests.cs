using MLNet.Vae.Managed.Rows;
using MLNet.Vae.Simd;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Managed.Rows;

/// <summary>The product of a small layer against a plain loop, to the bit, on every width of vector.</summary>
public class RowProductTests
{
    private const float Untouched = 77;

    private static readonly float[] Pool = new Numbers(1).Uniforms(1 << 16, -1, 1);

    [Fact]
    public void Multiply_EveryShape_IsFourSumsPutTogether()
    {
        var shapes =
            from rows in Enumerable.Range(0, 7)
            from width in Enumerable.Range(1, 9)
            from groups in Enumerable.Range(0, 12)
            select (rows, 16 * width, groups);
        foreach (var (rows, width, groups) in shapes)
        {
            var expected = Expected(rows, width, groups);
            Close.ToTheBit(expected, Multiply<Simd128, V128>(rows, width, groups));
            Close.ToTheBit(expected, Multiply<Simd256, V256>(rows, width, groups));
            Close.ToTheBit(expected, Multiply<Simd512, V512>(rows, width, groups));
        }
    }

    private static float[] Multiply<TS, TV>(int rows, int width, int groups)
        where TS : ISimd<TV>
        where TV : struct
    {
        var y = new float[(rows + 1) * width];
        Array.Fill(y, Untouched);
        var (x, w, bias) = Numbers(width, groups);
        RowProduct<TS, TV>.Multiply(x, Stride(groups), rows, groups, w, bias, y);
        return y;
    }

    private static float[] Expected(int rows, int width, int groups)
    {
        var y = new float[(rows + 1) * width];
        Array.Fill(y, Untouched);
        var (x, w, bias) = Numbers(width, groups);
        Span<float> sums = stackalloc float[4];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < width; column++)
            {
                sums.Clear();
                for (int k = 0; k < 4 * groups; k++)
                    sums[k % 4] = MathF.FusedMultiplyAdd(x[row * Stride(groups) + k], w[k * width + column], sums[k % 4]);
                y[row * width + column] = sums[0] + sums[1] + (sums[2] + sums[3]) + bias[column];
            }
        }

        return y;
    }

    private static int Stride(int groups) => 4 * groups + 3;

    private static (float[] X, float[] W, float[] Bias) Numbers(int width, int groups) =>
        (Pool[groups..(groups + 8 * Stride(groups))], Pool[(1000 + groups)..(1000 + groups + 4 * groups * width)], Pool[^width..]);
}
