using MLNet.Vae.Model;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Training.Managed;

/// <summary>The rows of one step, standardized and turned so that rows are lanes.</summary>
internal sealed class TrainingBatch<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly TrainingPlan _plan;
    private readonly LayerValues _target;
    private readonly AlignedBuffer _counts; // [blocks, 64]

    public TrainingBatch(TrainingPlan plan)
    {
        _plan = plan;
        Blocks = RowBlock.Count(plan.Schedule.BatchSize);
        Input = new LayerValues(Blocks, plan.Data.FeatureCount);
        _target = new LayerValues(Blocks, plan.Data.FeatureCount);
        _counts = new AlignedBuffer(Blocks * RowBlock.Rows);
        _counts.Span[..plan.Schedule.BatchSize].Fill(1);
    }

    public int Blocks { get; }

    /// <summary>What the encoder sees: 0 where a value is missing, with the input's noise on the others.</summary>
    public LayerValues Input { get; }

    /// <summary>
    /// What the decoder is asked for, [features, 64]: NaN where a value is missing, and in the lanes beyond the batch's end.
    /// </summary>
    public Span<float> Target(int block) => _target.Block(block);

    /// <summary>1 for a row that counts, 0 for one beyond the batch's end, [64].</summary>
    public ReadOnlySpan<float> Counts(int block) => _counts.Span.Slice(block * RowBlock.Rows, RowBlock.Rows);

    /// <summary>Reads one block's rows from the training set.</summary>
    public void Load(int block, ReadOnlySpan<int> batch, int step)
    {
        var rows = batch[(block * RowBlock.Rows)..];
        StandardizedRows<TS, TV>.Load(_plan.Data, _plan.Features, rows[..Math.Min(rows.Length, RowBlock.Rows)], Target(block));
        StandardizedRows<TS, TV>.ZeroMissing(Target(block), Input.Block(block));
        if (_plan.InputNoise > 0)
            AddNoise(Input.Block(block), Target(block), block, step);
        Input.Turn(block);
    }

    private void AddNoise(Span<float> input, ReadOnlySpan<float> target, int block, int step)
    {
        Span<float> noise = stackalloc float[RowBlock.Rows];
        for (int d = 0; d < _plan.Data.FeatureCount; d++)
        {
            _plan.Noise.Normals(noise, NoisePurpose.Input, (uint)step, (uint)block, (uint)d);
            for (int lane = 0; lane < RowBlock.Rows; lane++)
            {
                int i = d * RowBlock.Rows + lane;
                if (!float.IsNaN(target[i]))
                    input[i] += _plan.InputNoise * noise[lane];
            }
        }
    }
}
