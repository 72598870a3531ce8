using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Model;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Training.Managed;

/// <summary>64 rows of a batch as a block: standardized, and turned so that rows are lanes.</summary>
internal static class BatchBlock<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    private const int Tile = 16;

    // Features standardized by one call: the fewer calls, the less of the time goes into finding rows. 8 kilobytes for 16 rows.
    private const int PieceFeatures = 128;

    /// <param name="batch">Where the rows are.</param>
    /// <param name="firstRow">The batch's row of the first lane; beyond its last row there is none.</param>
    /// <param name="features">The map into the model's units.</param>
    /// <param name="target">Receives [features, 64]: NaN where a value is missing, and in the lanes beyond the last row.</param>
    public static void Load(RowBatch batch, int firstRow, FeatureMap features, Span<float> target)
    {
        Debug.Assert(target.Length >= Padding.Padded(features.Count) * RowBlock.Rows);
        Span<float> rows = stackalloc float[Tile * PieceFeatures]; // [rows, features]
        Span<float> room = stackalloc float[PieceFeatures];
        for (int lane = 0; lane < RowBlock.Rows; lane += Tile)
        {
            for (int first = 0; first < features.Count; first += PieceFeatures)
            {
                int count = Math.Min(PieceFeatures, features.Count - first), there = Math.Clamp(batch.Count - firstRow - lane, 0, Tile);
                if (there < Tile || !Padding.IsPadded(count))
                    rows.Fill(float.NaN);
                for (int i = 0; i < there; i++)
                {
                    var row = batch.Read(firstRow + lane + i, first, room[..count]);
                    StandardizedRows<TS, TV>.Standardize(row, features, first, rows.Slice(i * PieceFeatures, PieceFeatures));
                }

                for (int column = 0; column < count; column += Tile)
                    Transpose.Tile16(rows[column..], PieceFeatures, target[((first + column) * RowBlock.Rows + lane)..], RowBlock.Rows);
            }
        }
    }

    /// <summary>What the encoder sees of a block.</summary>
    /// <param name="block">[features padded, 64], in the model's units.</param>
    /// <param name="encoderLimit">The largest size of a value that it sees.</param>
    /// <param name="input">Receives [features padded, 64]: 0 where a value is missing.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void EncoderInput(ReadOnlySpan<float> block, float encoderLimit, Span<float> input)
    {
        Debug.Assert(Padding.IsPadded(block.Length) && input.Length >= block.Length);
        ref float x = ref MemoryMarshal.GetReference(block);
        ref float y = ref MemoryMarshal.GetReference(input);
        var limit = TS.Create(encoderLimit);
        for (int i = 0; i < block.Length; i += TS.Count)
        {
            var seen = StandardizedRows<TS, TV>.EncoderInput(TS.Load(ref Unsafe.Add(ref x, i)), limit);
            TS.Store(seen, ref Unsafe.Add(ref y, i));
        }
    }
}
