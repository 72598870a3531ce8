using MLNet.Vae.Random;
using MLNet.Vae.Training;

namespace MLNet.Vae.Managed;

/// <summary>The rows of one step, standardised and turned so that rows are lanes.</summary>
internal sealed class TrainingBatch
{
    private readonly TrainingPlan _plan;
    private readonly float[] _target; // [blocks, features, 64]

    public TrainingBatch(TrainingPlan plan)
    {
        _plan = plan;
        Blocks = RowBlock.Count(plan.Schedule.BatchSize);
        int size = checked(Blocks * Features * RowBlock.Rows);
        Input = new float[size];
        _target = new float[size];
    }

    public int Blocks { get; }

    /// <summary>What the encoder sees, [blocks, features, 64]: 0 where a value is missing, with the input's noise on the others.</summary>
    public float[] Input { get; }

    private int Features => _plan.Data.FeatureCount;

    /// <summary>
    /// What the decoder is asked for, [features, 64]: NaN where a value is missing, and in the lanes beyond the batch's end.
    /// </summary>
    public Span<float> Target(int block) => RowBlock.Of(_target, block, Features);

    /// <summary>Number of rows in a block; the lanes beyond take no part in the loss.</summary>
    public int RowsIn(int block) => Math.Min(RowBlock.Rows, _plan.Schedule.BatchSize - block * RowBlock.Rows);

    /// <summary>Reads one block's rows from the training set.</summary>
    public void Load(int block, ReadOnlySpan<int> batch, int step)
    {
        var target = Target(block);
        target.Fill(float.NaN);
        for (int lane = 0; lane < RowsIn(block); lane++)
        {
            var row = _plan.Data.Row(batch[block * RowBlock.Rows + lane]);
            for (int d = 0; d < Features; d++)
                target[d * RowBlock.Rows + lane] = _plan.Features.ToModelUnits(row[d], d);
        }

        var input = RowBlock.Of(Input, block, Features);
        for (int i = 0; i < input.Length; i++)
            input[i] = float.IsNaN(target[i]) ? 0 : target[i];
        if (_plan.InputNoise > 0)
            AddNoise(input, target, block, step);
    }

    private void AddNoise(Span<float> input, ReadOnlySpan<float> target, int block, int step)
    {
        Span<float> noise = stackalloc float[RowBlock.Rows];
        for (int d = 0; d < Features; d++)
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
