using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Training;

namespace MLNet.Vae.Model;

/// <summary>Reads rows of the training set into a block: standardized, and turned so that rows are lanes.</summary>
internal static class StandardizedRows<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    private const int Tile = 16;

    /// <param name="data">The training set.</param>
    /// <param name="features">The map into the model's units.</param>
    /// <param name="rows">At most 64 row numbers.</param>
    /// <param name="target">Receives [features, 64]: NaN where a value is missing, and in the lanes beyond the last row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Load(TrainingSet data, FeatureMap features, ReadOnlySpan<int> rows, Span<float> target)
    {
        Span<float> tile = stackalloc float[Tile * Tile]; // [rows, features]
        for (int lane = 0; lane < RowBlock.Rows; lane += Tile)
        {
            for (int first = 0; first < data.FeatureCount; first += Tile)
            {
                int count = Math.Min(Tile, data.FeatureCount - first);
                for (int i = 0; i < Tile; i++)
                {
                    var to = tile.Slice(i * Tile, Tile);
                    to.Fill(float.NaN);
                    if (lane + i < rows.Length)
                        Standardize(data.Row(rows[lane + i]).Slice(first, count), features, first, to);
                }

                Transpose.Tile16(tile, Tile, target[(first * RowBlock.Rows + lane)..], RowBlock.Rows);
            }
        }
    }

    /// <summary>A copy of a block with 0 where it is NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ZeroMissing(ReadOnlySpan<float> block, Span<float> copy)
    {
        ref float x = ref MemoryMarshal.GetReference(block);
        ref float y = ref MemoryMarshal.GetReference(copy);
        for (int i = 0; i < block.Length; i += TS.Count)
        {
            var value = TS.Load(ref Unsafe.Add(ref x, i));
            TS.Store(TS.And(TS.Equal(value, value), value), ref Unsafe.Add(ref y, i));
        }
    }

    /// <summary>A row of all features in the model's units.</summary>
    /// <param name="row">[features].</param>
    /// <param name="features">The map into the model's units.</param>
    /// <param name="values">Receives [features], NaN where a value is missing; what lies beyond is left as it is.</param>
    /// <param name="input">Receives the same with 0 where a value is missing.</param>
    // A call of its own: compiled into a caller that holds much, its addresses would lie in memory.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    public static void Standardize(ReadOnlySpan<float> row, FeatureMap features, Span<float> values, Span<float> input)
    {
        ref float x = ref MemoryMarshal.GetReference(row);
        ref float mean = ref MemoryMarshal.GetArrayDataReference(features.Mean);
        ref float scale = ref MemoryMarshal.GetArrayDataReference(features.Scale);
        ref float value = ref MemoryMarshal.GetReference(values);
        ref float masked = ref MemoryMarshal.GetReference(input);
        if (row.Length < TS.Count)
        {
            for (int d = 0; d < row.Length; d++)
            {
                values[d] = features.ToModelUnits(row[d], d);
                input[d] = float.IsNaN(values[d]) ? 0 : values[d];
            }

            return;
        }

        for (int done = 0; done < row.Length; done += TS.Count)
        {
            int i = Math.Min(done, row.Length - TS.Count); // the last vector takes some a second time
            var standardized = Standardize(ref Unsafe.Add(ref x, i), ref Unsafe.Add(ref mean, i), ref Unsafe.Add(ref scale, i));
            TS.Store(standardized, ref Unsafe.Add(ref value, i));
            TS.Store(TS.And(TS.Equal(standardized, standardized), standardized), ref Unsafe.Add(ref masked, i));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Standardize(ReadOnlySpan<float> values, FeatureMap features, int first, Span<float> to)
    {
        ref float x = ref MemoryMarshal.GetReference(values);
        ref float y = ref MemoryMarshal.GetReference(to);
        ref float mean = ref features.Mean[first];
        ref float scale = ref features.Scale[first];
        int i = 0;
        for (; i + TS.Count <= values.Length; i += TS.Count)
        {
            var standardized = Standardize(ref Unsafe.Add(ref x, i), ref Unsafe.Add(ref mean, i), ref Unsafe.Add(ref scale, i));
            TS.Store(standardized, ref Unsafe.Add(ref y, i));
        }

        for (; i < values.Length; i++)
            to[i] = features.ToModelUnits(values[i], first + i);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV Standardize(ref float value, ref float mean, ref float scale)
    {
        var x = TS.Load(ref value);
        var standardized = TS.Multiply(TS.Subtract(x, TS.Load(ref mean)), TS.Load(ref scale));
        // A minimum of NaN may be anything, so the missing values are put back.
        return TS.Select(TS.Equal(x, x), TS.Min(TS.Max(standardized, TS.Create(-FeatureMap.Limit)), TS.Create(FeatureMap.Limit)), x);
    }
}
