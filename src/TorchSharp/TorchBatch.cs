using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Training;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>The training rows, standardized and moved to the device once, and the rows of each step picked out there.</summary>
internal sealed class TorchBatch
{
    private readonly TrainingPlan _plan;
    private readonly torch.Tensor _data; // [rows, features]; NaN where a value is missing
    private readonly torch.Tensor _hostIndex, _index; // [batch]; one and the same on the CPU
    private readonly NoiseTensor? _noise;
    private readonly Scalar _zero, _inputNoise;
    private readonly bool _hasMissing;

    public TorchBatch(TrainingPlan plan, torch.Device device, TensorStore store)
    {
        _plan = plan;
        int rows = plan.Schedule.BatchSize;
        _data = store.Keep(torch.empty(plan.Data.RowCount, plan.Data.FeatureCount, torch.ScalarType.Float32, device));
        _hasMissing = Load();
        _hostIndex = store.Keep(torch.empty(rows, torch.ScalarType.Int64, new torch.Device(DeviceType.CPU)));
        _index = device.type == DeviceType.CPU ? _hostIndex : store.Keep(torch.empty(rows, torch.ScalarType.Int64, device));
        if (plan.InputNoise > 0)
            _noise = new NoiseTensor(plan.Noise, NoisePurpose.Input, 1, rows, plan.Data.FeatureCount, device, store);
        _zero = store.Keep(0);
        _inputNoise = store.Keep(plan.InputNoise);
    }

    /// <summary>The rows of a step, in the current dispose scope.</summary>
    /// <param name="batch">Their numbers. Checked here: on a CUDA device a wrong one would be the end of the process's context.</param>
    /// <param name="step">The series of the input's noise.</param>
    public TorchRows Take(ReadOnlySpan<int> batch, int step)
    {
        var index = HostCopy.Memory<long>(_hostIndex);
        ArgumentOutOfRangeException.ThrowIfNotEqual(batch.Length, index.Length);
        for (int i = 0; i < batch.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)batch[i], (uint)_plan.Data.RowCount, nameof(batch));
            index[i] = batch[i];
        }

        if (!ReferenceEquals(_index, _hostIndex))
            _index.copy_(_hostIndex);
        var target = _data.index_select(0, _index);
        var missing = _hasMissing ? target.isnan() : null;
        if (missing is not null)
            target.masked_fill_(missing, _zero);
        return new TorchRows(Input(target, missing, step), target, missing);
    }

    private torch.Tensor Input(torch.Tensor target, torch.Tensor? missing, int step)
    {
        if (_noise is null)
            return target;
        var noise = _noise.Draw(step);
        return target.add(missing is null ? noise : noise.masked_fill(missing, _zero), _inputNoise);
    }

    // Whether there is a missing value. Whole rows at a time, as many as make a piece of 64 MiB.
    private bool Load()
    {
        int features = _plan.Data.FeatureCount, rows = Math.Clamp((1 << 24) / features, 1, _plan.Data.RowCount);
        var piece = new float[rows * features];
        bool hasMissing = false;
        using var scope = torch.NewDisposeScope();
        for (int first = 0; first < _plan.Data.RowCount; first += rows)
        {
            int count = Math.Min(rows, _plan.Data.RowCount - first);
            for (int row = 0; row < count; row++)
                hasMissing |= Standardize(_plan.Data.Row(first + row), piece.AsSpan(row * features, features));
            HostCopy.ToTensor(piece.AsSpan(0, count * features), _data.narrow(0, first, count).view(-1));
        }

        return hasMissing;
    }

    private bool Standardize(ReadOnlySpan<float> row, Span<float> standardized)
    {
        bool hasMissing = false;
        for (int d = 0; d < row.Length; d++)
        {
            standardized[d] = _plan.Features.ToModelUnits(row[d], d);
            hasMissing |= float.IsNaN(row[d]);
        }

        return hasMissing;
    }
}
