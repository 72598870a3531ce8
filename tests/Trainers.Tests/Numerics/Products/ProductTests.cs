using CsCheck;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Products;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Numerics.Products;

/// <summary>
/// Every product against two plain loops: one in double, within a bound, and one of fused multiply-adds in the order of the inner index, to
/// the bit, on every width of vector.
/// </summary>
public class ProductTests
{
    // u, half an ulp of 1: n fused operations are off by at most n u Σ |a b|.
    private const double HalfUlp = 1.0 / (1 << 24);

    private const float Untouched = 77;

    private static readonly float[] Pool = new Numbers(1).Uniforms(1 << 19, -1, 1);

    private static readonly Gen<Matrices> AnyMatrices =
        from blocks in Gen.Int[1, 3]
        from rows in Gen.Int[1, 14]
        from vectors in Gen.Int[1, 13]
        from inner in Gen.Frequency((5, Gen.Int[0, 20]), (1, Gen.Int[21, 257]))
        from turned in Gen.Bool
        select new Matrices(blocks, rows, 16 * vectors, inner, turned);

    [Fact]
    public void Multiply_AnyShape_IsThePlainLoop() => AnyMatrices.Holds(
        matrices =>
        {
            Check<PlainEpilogue>(matrices);
            Check<RowBiasEpilogue>(matrices);
            Check<ColumnBiasEpilogue>(matrices);
            Check<DerivativeEpilogue>(matrices);
        },
        count: Sweep.Stride(1000, 30));

    // Sums so long that they are made piece by piece, and the lengths around the ends of the pieces.
    [Theory]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(1535)]
    [InlineData(1536)]
    [InlineData(1537)]
    [InlineData(2500)]
    public void Multiply_LongSums_IsThePlainLoop(int inner)
    {
        foreach (bool turned in new[] { false, true })
        {
            foreach (int columns in new[] { 16, 48, 64 })
            {
                var matrices = new Matrices(1, 13, columns, inner, turned);
                Check<PlainEpilogue>(matrices);
                Check<RowBiasEpilogue>(matrices);
                Check<ColumnBiasEpilogue>(matrices);
                Check<DerivativeEpilogue>(matrices);
            }
        }
    }

    [Fact]
    public void Multiply_NoRows_TouchesNothing()
    {
        var c = new float[16];
        Array.Fill(c, Untouched);
        var shape = new ProductShape(1, 1, 1, 1, 0, 16, 16);
        Product<Simd256, V256>.Multiply<PlainEpilogue>(shape, 0, 16, Pool, Pool, 64, c, []);
        Assert.All(c, x => Assert.Equal(Untouched, x));
    }

    [Fact]
    public void Multiply_NaNAndInfinity_StayInTheirLane()
    {
        CheckNaNAndInfinity<Simd128, V128>();
        CheckNaNAndInfinity<Simd256, V256>();
        CheckNaNAndInfinity<Simd512, V512>();
    }

    private static void CheckNaNAndInfinity<TS, TV>()
        where TS : ISimd<TV>
        where TV : struct
    {
        var numbers = new Numbers(2);
        float[] a = numbers.Uniforms(7 * 3, 0.5, 1), b = numbers.Uniforms(3 * RowBlock.Rows, 0.5, 1);
        b[RowBlock.Rows + 5] = float.NaN;
        b[RowBlock.Rows + 6] = float.PositiveInfinity;
        var c = new float[7 * RowBlock.Rows];
        var shape = new ProductShape(1, 3, 3, 1, 0, RowBlock.Rows, RowBlock.Rows);
        Product<TS, TV>.Multiply<PlainEpilogue>(shape, 7, RowBlock.Rows, a, b, 0, c, []);
        for (int i = 0; i < c.Length; i++)
        {
            if (i % RowBlock.Rows == 5)
                Assert.Equal(float.NaN, c[i]);
            else if (i % RowBlock.Rows == 6)
                Assert.Equal(float.PositiveInfinity, c[i]);
            else
                Assert.True(float.IsFinite(c[i]));
        }
    }

    private static void Check<TEpilogue>(Matrices matrices)
        where TEpilogue : struct, IProductEpilogue
    {
        float[] expected = matrices.Expected<TEpilogue>();
        Close.ToTheBit(expected, matrices.Product<TEpilogue, Simd128, V128>());
        Close.ToTheBit(expected, matrices.Product<TEpilogue, Simd256, V256>());
        Close.ToTheBit(expected, matrices.Product<TEpilogue, Simd512, V512>());
    }

    /// <summary>
    /// A with its rows or its columns together, B in one piece or in panels of 64 columns, C wider than its columns by 16 numbers and
    /// longer by a row, which stay as they are.
    /// </summary>
    private sealed record Matrices(int Blocks, int Rows, int Columns, int Inner, bool Turned)
    {
        private int Stride => Columns + 16;

        private int PanelWidth => Turned ? Math.Min(Columns, Padding.PanelColumns) : Columns;

        private int PanelStride => Turned ? Blocks * Inner * PanelWidth : Padding.PanelColumns;

        private int RowStride => Turned ? 1 : Inner;

        private int InnerStride => Turned ? Rows : 1;

        private ReadOnlySpan<float> A => Pool.AsSpan(Columns);

        private ReadOnlySpan<float> B => Pool.AsSpan(7 * Inner + Rows);

        private ReadOnlySpan<float> End => Pool.AsSpan(1000 + Inner);

        public float[] Product<TEpilogue, TS, TV>()
            where TEpilogue : struct, IProductEpilogue
            where TS : ISimd<TV>
            where TV : struct
        {
            var shape = new ProductShape(Blocks, Inner, RowStride, InnerStride, Rows * Inner, PanelWidth, Stride);
            var c = new float[(Rows + 1) * Stride];
            Array.Fill(c, Untouched); // overwritten, not added to
            Product<TS, TV>.Multiply<TEpilogue>(shape, Rows, Columns, A, B, PanelStride, c, End);
            return c;
        }

        public float[] Expected<TEpilogue>()
            where TEpilogue : struct, IProductEpilogue
        {
            ReadOnlySpan<float> a = A, b = B, ends = End;
            var c = new float[(Rows + 1) * Stride];
            Array.Fill(c, Untouched);
            for (int row = 0; row < Rows; row++)
            {
                for (int column = 0; column < Columns; column++)
                {
                    float sum = TEpilogue.AddsRowBias ? ends[row] : 0;
                    double exact = sum, size = Math.Abs(sum);
                    int panel = Turned ? column / Padding.PanelColumns * PanelStride + column % Padding.PanelColumns : column;
                    for (int k = 0; k < Blocks * Inner; k++)
                    {
                        float x = a[k / Inner * Rows * Inner + row * RowStride + k % Inner * InnerStride], y = b[k * PanelWidth + panel];
                        sum = MultiplyAdd.Of(x, y, sum);
                        exact += (double)x * y;
                        size += Math.Abs((double)x * y);
                    }

                    if (TEpilogue.AddsColumnBias)
                    {
                        sum += ends[column];
                        exact += ends[column];
                        size += Math.Abs(ends[column]);
                    }

                    double factor = TEpilogue.MultipliesByEpilogue ? ends[row * Stride + column] : 1;
                    c[row * Stride + column] = sum * (float)factor;
                    double off = Math.Abs(c[row * Stride + column] - exact * factor);
                    if (!(off <= (MultiplyAdd.Roundings * Blocks * Inner + 1) * HalfUlp * size * Math.Abs(factor)))
                        Assert.Fail($"[{row}, {column}] is off by {off} in {typeof(TEpilogue).Name} of {this}");
                }
            }

            return c;
        }
    }
}
