using MLNet.Vae.Model;

namespace MLNet.Vae.Onnx.Graph;

/// <summary>
/// <see cref="CalibrationScores.PValue"/>, exact. The scores lie in blocks: comparing with the last of each block says in which one the
/// sought place is, and comparing with those of that block says where, two hundred comparisons in place of ten thousand.
/// </summary>
internal static class CalibrationGraph
{
    /// <summary>Scores in a block: the root of the most that there are.</summary>
    public const int BlockSize = 100;

    /// <summary>The size of the initializer for a number of scores.</summary>
    public static (int Blocks, int Size) Shape(int count) =>
        count <= BlockSize ? (1, count) : ((count + BlockSize - 1) / BlockSize, BlockSize);

    /// <param name="scores">The scores.</param>
    /// <param name="score">[N, 1].</param>
    /// <returns>[N, 1].</returns>
    public static GraphValue PValue(CalibrationScores scores, GraphValue score)
    {
        var graph = score.Graph;
        var (blocks, size) = Shape(scores.Count);
        float[] padded = new float[blocks * size];
        scores.Sorted.CopyTo(padded);
        padded.AsSpan(scores.Count).Fill(float.MaxValue); // which no score is above
        var table = graph.Tensor(InitializerNames.CalibrationScores, padded, blocks, size);
        var sought = score - ScoreDistribution.Tolerance * (1 + score.Abs());
        var below = blocks == 1 ? CountBelow(table, size) : BelowInBlocks();
        return (1 + scores.Count - below) / (1f + scores.Count);

        GraphValue CountBelow(GraphValue values, int count) => (values < sought).ToFloat().Sum(count);

        GraphValue BelowInBlocks()
        {
            // Of all blocks but the last, so that what is above all scores is sought in the last.
            float[] ends = [.. Enumerable.Range(1, blocks - 1).Select(block => padded[block * size - 1])];
            var block = CountBelow(graph.Tensor(InitializerNames.CalibrationBlocks, ends, 1, blocks - 1), blocks - 1);
            return size * block + CountBelow(table.At(block).Reshape(-1, size), size);
        }
    }
}
