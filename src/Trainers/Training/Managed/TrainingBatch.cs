using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Training.Managed;

/// <summary>The rows of one pass, standardized and turned so that rows are lanes.</summary>
internal sealed class TrainingBatch<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly TrainingPlan _plan;
    private readonly LayerValues _target;
    private readonly AlignedBuffer _counts; // [blocks, 64]
    private readonly float[] _contextRoom; // [blocks, context]
    private readonly SlotBlock[] _blocks; // what is hidden together
    private RowBatch? _rows;

    public TrainingBatch(TrainingPlan plan)
    {
        _plan = plan;
        Blocks = RowBlock.Count(plan.Schedule.BatchSize);
        Input = new LayerValues(Blocks, plan.Architecture.FeatureCount + plan.Context.Count);
        _target = new LayerValues(Blocks, plan.Architecture.FeatureCount);
        _blocks = [.. plan.Features.Groups.SelectMany(group => group.Blocks)];
        _contextRoom = new float[Blocks * plan.Context.Count];
        _counts = new AlignedBuffer(Blocks * RowBlock.Rows);
    }

    /// <summary>Blocks that the largest batch has.</summary>
    public int Blocks { get; }

    /// <summary>Rows of the present batch.</summary>
    public int Count { get; private set; }

    /// <summary>What the encoder sees: 0 where a value is missing, with the input's noise on the others; then the context.</summary>
    public LayerValues Input { get; }

    /// <summary>The context of a block in the model's units, [context, 64].</summary>
    public ReadOnlySpan<float> Context(int block) => RowBlock.Features(Input.Block(block), _plan.Architecture.FeatureCount, _plan.Context.Count);

    /// <summary>
    /// What the decoder is asked for, [features, 64]: NaN where a value is missing, and in the lanes beyond the batch's end.
    /// </summary>
    public Span<float> Target(int block) => _target.Block(block);

    /// <summary>1 for a row that counts, 0 for one beyond the batch's end, [64].</summary>
    public ReadOnlySpan<float> Counts(int block) => _counts.Span.Slice(block * RowBlock.Rows, RowBlock.Rows);

    /// <summary>Takes another batch, before any of its blocks is read.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is empty, or larger than those of the training.</exception>
    public void Take(RowBatch batch)
    {
        ArgumentOutOfRangeException.ThrowIfZero(batch.Count, nameof(batch));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch.Count, _plan.Schedule.BatchSize, nameof(batch));
        _rows = batch;
        if (Count == batch.Count)
            return;
        Count = batch.Count;
        _counts.Span.Clear();
        _counts.Span[..Count].Fill(1);
    }

    /// <summary>Reads one block's rows.</summary>
    /// <param name="block">The block.</param>
    /// <param name="inputNoise">The series of the noise on the encoder's input, and of what is hidden from it; null for none.</param>
    public void Load(int block, int? inputNoise)
    {
        BatchBlock<TS, TV>.Load(_rows!, block * RowBlock.Rows, _plan.Features, Target(block));
        BatchBlock<TS, TV>.EncoderInput(Target(block), _plan.Features.EncoderLimit, Input.Block(block));
        if (_plan.InputMasking > 0 && inputNoise is { } step)
            Hide(Input.Block(block), block, step);
        if (_plan.InputNoise > 0 && inputNoise is { } series)
            AddNoise(Input.Block(block), Target(block), block, series);
        if (_plan.Context.Count > 0)
            LoadContext(block);
        Input.Turn(block);
    }

    private void Hide(Span<float> input, int block, int series)
    {
        Span<float> numbers = stackalloc float[RowBlock.Rows];
        foreach (var slots in _blocks)
        {
            _plan.Noise.Uniforms(numbers, NoisePurpose.Masking, (uint)series, (uint)block, (uint)slots.First);
            for (int lane = 0; lane < RowBlock.Rows; lane++)
            {
                if (numbers[lane] >= _plan.InputMasking)
                    continue;
                for (int d = slots.First; d < slots.End; d++)
                    input[d * RowBlock.Rows + lane] = 0;
            }
        }
    }

    private void LoadContext(int block)
    {
        var map = _plan.Context;
        var context = RowBlock.Features(Input.Block(block), _plan.Architecture.FeatureCount, map.Count);
        context.Clear();
        int first = block * RowBlock.Rows;
        for (int row = first; row < Math.Min(Count, first + RowBlock.Rows); row++)
        {
            var values = _rows!.ReadContext(row, _contextRoom.AsSpan(block * map.Count, map.Count));
            for (int i = 0; i < values.Length; i++)
                context[i * RowBlock.Rows + row - first] = map.ToModelUnits(values[i], i);
        }
    }

    private void AddNoise(Span<float> input, ReadOnlySpan<float> target, int block, int series)
    {
        Span<float> noise = stackalloc float[RowBlock.Rows];
        for (int d = 0; d < _plan.Architecture.FeatureCount; d++)
        {
            _plan.Noise.Normals(noise, NoisePurpose.Input, (uint)series, (uint)block, (uint)d);
            for (int lane = 0; lane < RowBlock.Rows; lane++)
            {
                int i = d * RowBlock.Rows + lane;
                if (!float.IsNaN(target[i]))
                    input[i] += _plan.InputNoise * noise[lane];
            }
        }
    }
}
