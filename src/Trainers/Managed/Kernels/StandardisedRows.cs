using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Model;
using MLNet.Vae.Simd;
using MLNet.Vae.Training;

namespace MLNet.Vae.Managed.Kernels;

/// <summary>Reads rows of the training set into a block: standardised, and turned so that rows are lanes.</summary>
internal static class StandardisedRows<TS, TV>
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
                        Standardise(data.Row(rows[lane + i]).Slice(first, count), features, first, to);
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

    /// <summary>A row of all features in the model's units; NaN where a value is missing.</summary>
    /// <param name="row">[features].</param>
    /// <param name="features">The map into the model's units.</param>
    /// <param name="to">Receives [features]; what lies beyond is left as it is.</param>
    public static void Standardise(ReadOnlySpan<float> row, FeatureMap features, Span<float> to) => Standardise(row, features, 0, to);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Standardise(ReadOnlySpan<float> values, FeatureMap features, int first, Span<float> to)
    {
        ref float x = ref MemoryMarshal.GetReference(values);
        ref float y = ref MemoryMarshal.GetReference(to);
        ref float mean = ref features.Mean[first];
        ref float scale = ref features.Scale[first];
        TV least = TS.Create(-FeatureMap.Limit), most = TS.Create(FeatureMap.Limit);
        int i = 0;
        for (; i + TS.Count <= values.Length; i += TS.Count)
        {
            var value = TS.Load(ref Unsafe.Add(ref x, i));
            var standardised = TS.Multiply(TS.Subtract(value, TS.Load(ref Unsafe.Add(ref mean, i))), TS.Load(ref Unsafe.Add(ref scale, i)));
            // A minimum of NaN may be anything, so the missing values are put back.
            TS.Store(TS.Select(TS.Equal(value, value), TS.Min(TS.Max(standardised, least), most), value), ref Unsafe.Add(ref y, i));
        }

        for (; i < values.Length; i++)
            to[i] = features.ToModelUnits(values[i], first + i);
    }
}
