using MLNet.Vae.Model;
using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Training;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>The rows of one pass: standardized in C#, as the managed backend does it, and moved to the device.</summary>
internal sealed class TorchBatch
{
    private readonly TrainingPlan _plan;
    private readonly StandardizeRow _standardize = VectorWidth.OnWidest<Standardization, StandardizeRow>(default);
    private readonly torch.Tensor _hostValues, _hostTarget; // [batch, features]; NaN, and 0, where a value is missing
    private readonly torch.Tensor _target; // the same as _hostTarget on the CPU
    private readonly NoiseTensor? _noise;
    private readonly Scalar _zero, _inputNoise;

    public TorchBatch(TrainingPlan plan, torch.Device device, TensorStore store)
    {
        _plan = plan;
        int rows = plan.Schedule.BatchSize, features = plan.Architecture.FeatureCount;
        var host = new torch.Device(DeviceType.CPU);
        _hostValues = store.Keep(torch.empty(rows, features, torch.ScalarType.Float32, host));
        _hostTarget = store.Keep(torch.empty(rows, features, torch.ScalarType.Float32, host));
        _target = device.type == DeviceType.CPU ? _hostTarget : store.Keep(torch.empty(rows, features, torch.ScalarType.Float32, device));
        if (plan.InputNoise > 0)
            _noise = new NoiseTensor(plan.Noise, 1, rows, features, device, store);
        _zero = store.Keep(0);
        _inputNoise = store.Keep(plan.InputNoise);
    }

    private delegate void StandardizeRow(ReadOnlySpan<float> row, FeatureMap features, Span<float> values, Span<float> input);

    /// <summary>The rows of a batch, in the current dispose scope; valid until the next call.</summary>
    /// <param name="batch">Where they are.</param>
    /// <param name="inputNoise">The series of the noise on the encoder's input; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty, or larger than those of the training.</exception>
    public TorchRows Take(RowBatch batch, int? inputNoise)
    {
        ArgumentOutOfRangeException.ThrowIfZero(batch.Count, nameof(batch));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch.Count, _plan.Schedule.BatchSize, nameof(batch));
        var values = HostCopy.Memory<float>(_hostValues);
        var zeroed = HostCopy.Memory<float>(_hostTarget);
        int features = _plan.Architecture.FeatureCount;
        for (int row = 0; row < batch.Count; row++)
        {
            int place = row * features;
            _standardize(batch.Row(row), _plan.Features, values.Slice(place, features), zeroed.Slice(place, features));
        }

        var target = OnDevice(_hostTarget.narrow(0, 0, batch.Count));
        var missing = Missing(_hostValues.narrow(0, 0, batch.Count));
        return new TorchRows(Input(target, missing, inputNoise), target, missing);
    }

    private torch.Tensor OnDevice(torch.Tensor host) =>
        ReferenceEquals(_target, _hostTarget) ? host : _target.narrow(0, 0, host.shape[0]).copy_(host);

    private torch.Tensor? Missing(torch.Tensor values)
    {
        var missing = values.isnan();
        return HostCopy.Memory<bool>(missing).Contains(true) ? missing.to(_target.device) : null;
    }

    private torch.Tensor Input(torch.Tensor target, torch.Tensor? missing, int? inputNoise)
    {
        if (_noise is null || inputNoise is not { } series)
            return target;
        var noise = _noise.Draw(NoisePurpose.Input, series, (int)target.shape[0]);
        return target.add(missing is null ? noise : noise.masked_fill(missing, _zero), _inputNoise);
    }

    private readonly struct Standardization : IVectorWork<StandardizeRow>
    {
        public StandardizeRow On<TS, TV>()
            where TS : ISimd<TV>
            where TV : struct => StandardizedRows<TS, TV>.Standardize;
    }
}
