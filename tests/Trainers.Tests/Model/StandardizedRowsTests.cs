using MLNet.Vae.Model;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Tests.Support;
using MLNet.Vae.Training;
using MLNet.Vae.Training.Managed;

namespace MLNet.Vae.Tests.Model;

public class StandardizedRowsTests
{
    private const float Untouched = 77;

    public static TheoryData<int> FeatureCounts => [.. Enumerable.Range(1, 40), 257];

    [Theory]
    [MemberData(nameof(FeatureCounts))]
    public void Load_EveryNumberOfRows_IsTheMapOfEachValue(int features)
    {
        CheckLoad<Simd128, V128>(features);
        CheckLoad<Simd256, V256>(features);
        CheckLoad<Simd512, V512>(features);
    }

    [Fact]
    public void Standardize_RowOfAnyLength_IsTheMapOfEachValue()
    {
        for (int features = 0; features <= 257; features++)
        {
            CheckStandardize<Simd128, V128>(features);
            CheckStandardize<Simd256, V256>(features);
            CheckStandardize<Simd512, V512>(features);
        }
    }

    [Fact]
    public void Standardize_InfiniteAndHuge_AreClamped()
    {
        float[] row = [float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, float.MinValue, float.NaN, 1e7f, -1e7f, 5];
        float[] expected = [1e6f, -1e6f, 1e6f, -1e6f, float.NaN, 1e6f, -1e6f, 5], wide = [.. row, .. row, .. row], to = new float[24], seen = new float[24];
        var map = new FeatureMap(new VaeLikelihood[24], new float[24], [.. Enumerable.Repeat(1f, 24)]);
        StandardizedRows<Simd128, V128>.Standardize(wide, map, to, seen);
        Assert.Equal([.. expected, .. expected, .. expected], to);
        Assert.Equal(to.Select(x => float.IsNaN(x) ? 0 : Math.Clamp(x, -10, 10)), seen);
    }

    [Fact]
    public void EncoderInput_EveryLength_WithinTheLimitAndZeroForNaN()
    {
        CheckEncoderInput<Simd128, V128>();
        CheckEncoderInput<Simd256, V256>();
        CheckEncoderInput<Simd512, V512>();
    }

    private static void CheckLoad<TS, TV>(int features)
        where TS : ISimd<TV>
        where TV : struct
    {
        const int dataRows = 70;
        float[] values = Values(dataRows, features);
        var map = Map(features);
        var data = new RowsInMemory(values, features);
        int[] all = [.. Enumerable.Range(0, RowBlock.Rows).Select(i => 29 * i % dataRows)];
        var target = new float[Padding.Padded(features) * RowBlock.Rows];
        foreach (int rows in Sweep.Of(Enumerable.Range(0, RowBlock.Rows + 1), every: 13))
        {
            Array.Fill(target, Untouched);
            BatchBlock<TS, TV>.Load(new RowBatch(data, [0, .. all[..rows]]), 1, map, target);
            for (int i = 0; i < target.Length; i++)
            {
                int feature = i / RowBlock.Rows, lane = i % RowBlock.Rows;
                bool there = feature < features && lane < rows;
                float expected = there ? map.ToModelUnits(values[all[lane] * features + feature], feature) : float.NaN;
                if (!expected.Equals(target[i]))
                    Assert.Fail($"feature {feature} of row {lane} of {rows} is {target[i]:r}, expected {expected:r}");
            }
        }
    }

    private static void CheckStandardize<TS, TV>(int features)
        where TS : ISimd<TV>
        where TV : struct
    {
        float[] row = Values(1, features), to = new float[features + 1], seen = new float[features + 1];
        Array.Fill(to, Untouched);
        Array.Fill(seen, Untouched);
        var map = Map(features);
        StandardizedRows<TS, TV>.Standardize(row, map, to, seen);
        Assert.Equal([.. row.Select(map.ToModelUnits), Untouched], to);
        Assert.Equal([.. to[..^1].Select(x => float.IsNaN(x) ? 0 : Math.Clamp(x, -10, 10)), Untouched], seen);
    }

    private static void CheckEncoderInput<TS, TV>()
        where TS : ISimd<TV>
        where TV : struct
    {
        const float limit = 4.5f;
        float[] all = Values(1, 272);
        foreach (int length in Sweep.PaddedLengths)
        {
            var copy = new float[length + 1];
            Array.Fill(copy, Untouched);
            BatchBlock<TS, TV>.EncoderInput(all.AsSpan(0, length), limit, copy.AsSpan(0, length));
            Assert.Equal([.. all[..length].Select(x => float.IsNaN(x) ? 0 : Math.Clamp(x, -limit, limit)), Untouched], copy);
        }
    }

    private static FeatureMap Map(int features)
    {
        var numbers = new Numbers(features);
        return new FeatureMap(
            new VaeLikelihood[features], numbers.Uniforms(features, -3, 3), numbers.Uniforms(features, 0.1, 2), missing: new MissingCodes(777, -9999));
    }

    // Every kind of value among them.
    private static float[] Values(int rows, int features)
    {
        float[] values = new Numbers(7 * features).WithMissing(new Numbers(features).Uniforms(rows * features, -5, 5), 0.2);
        for (int i = 0; i < values.Length; i++)
        {
            if (i % 23 == 3)
                values[i] = float.PositiveInfinity;
            else if (i % 23 == 9)
                values[i] = float.NegativeInfinity;
            else if (i % 23 == 17)
                values[i] = i % 2 == 0 ? 1e30f : -1e30f;
            else if (i % 23 == 20)
                values[i] = i % 2 == 0 ? 777 : -9999; // codes for missing
        }

        return values;
    }
}
