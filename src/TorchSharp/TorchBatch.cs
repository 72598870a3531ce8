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
    private readonly torch.Tensor _hostTarget, _hostInput; // [batch, features], the input with the context behind
    private readonly torch.Tensor _target, _input; // one and the same on the CPU
    private readonly float[] _room, _contextRoom; // for a row that is not held as its values
    private readonly NoiseTensor? _noise;
    private readonly Scalar _zero, _inputNoise;

    public TorchBatch(TrainingPlan plan, torch.Device device, TensorStore store)
    {
        _plan = plan;
        int rows = plan.Schedule.BatchSize, features = plan.Architecture.FeatureCount, inputs = features + plan.Context.Count;
        var host = new torch.Device(DeviceType.CPU);
        _room = new float[features];
        _contextRoom = new float[plan.Context.Count];
        _hostTarget = New(host, features);
        _hostInput = New(host, inputs);
        bool isHost = device.type == DeviceType.CPU;
        _target = isHost ? _hostTarget : New(device, features);
        _input = isHost ? _hostInput : New(device, inputs);
        if (plan.InputNoise > 0)
            _noise = new NoiseTensor(plan.Noise, 1, rows, features, device, store);
        _zero = store.Keep(0);
        _inputNoise = store.Keep(plan.InputNoise);

        torch.Tensor New(torch.Device where, int columns) => store.Keep(torch.empty(rows, columns, torch.ScalarType.Float32, where));
    }

    private delegate bool StandardizeRow(ReadOnlySpan<float> row, FeatureMap features, Span<float> values, Span<float> input);

    /// <summary>The rows of a batch, in the current dispose scope; valid until the next call.</summary>
    /// <param name="batch">Where they are.</param>
    /// <param name="inputNoise">The series of the noise on the encoder's input, and of what is hidden from it; null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">The batch is empty, or larger than those of the training.</exception>
    public TorchRows Take(RowBatch batch, int? inputNoise)
    {
        ArgumentOutOfRangeException.ThrowIfZero(batch.Count, nameof(batch));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch.Count, _plan.Schedule.BatchSize, nameof(batch));
        var values = HostCopy.Memory<float>(_hostTarget);
        var seen = HostCopy.Memory<float>(_hostInput);
        int features = _plan.Architecture.FeatureCount, inputs = features + _plan.Context.Count;
        for (int row = 0; row < batch.Count; row++)
        {
            int place = row * features;
            var input = seen.Slice(row * inputs, inputs);
            _standardize(batch.Read(row, 0, _room), _plan.Features, values.Slice(place, features), input[..features]);
            LoadContext(batch, row, input[features..]);
        }

        if (_plan.InputMasking > 0 && inputNoise is { } step)
            Hide(seen, batch.Count, step);
        var target = OnDevice(_hostTarget, _target, batch.Count);
        var encoderInput = OnDevice(_hostInput, _input, batch.Count);
        var context = _plan.Context.Count > 0 ? encoderInput.narrow(1, features, _plan.Context.Count) : null;
        var missing = Missing(_hostTarget.narrow(0, 0, batch.Count));
        if (missing is not null)
            target = target.masked_fill(missing, _zero);
        return new TorchRows(WithNoise(encoderInput, missing, context, inputNoise), target, missing, context);
    }

    private void Hide(Span<float> seen, int rows, int series)
    {
        int inputs = _plan.Architecture.FeatureCount + _plan.Context.Count;
        Span<float> numbers = stackalloc float[NoiseSource.BlockRows];
        foreach (var slots in _plan.Features.Groups.SelectMany(group => group.Blocks))
        {
            for (int row = 0; row < rows; row++)
            {
                int lane = row % NoiseSource.BlockRows;
                if (lane == 0)
                    _plan.Noise.Uniforms(numbers, NoisePurpose.Masking, (uint)series, (uint)(row / NoiseSource.BlockRows), (uint)slots.First);
                if (numbers[lane] < _plan.InputMasking)
                    seen.Slice(row * inputs + slots.First, slots.Count).Clear();
            }
        }
    }

    private void LoadContext(RowBatch batch, int row, Span<float> to)
    {
        if (to.IsEmpty)
            return;
        var context = batch.ReadContext(row, _contextRoom);
        for (int i = 0; i < to.Length; i++)
            to[i] = _plan.Context.ToModelUnits(context[i], i);
    }

    private static torch.Tensor OnDevice(torch.Tensor host, torch.Tensor device, int rows)
    {
        var present = host.narrow(0, 0, rows);
        return ReferenceEquals(host, device) ? present : device.narrow(0, 0, rows).copy_(present);
    }

    private torch.Tensor? Missing(torch.Tensor values)
    {
        var missing = values.isnan();
        return HostCopy.Memory<bool>(missing).Contains(true) ? missing.to(_target.device) : null;
    }

    private torch.Tensor WithNoise(torch.Tensor input, torch.Tensor? missing, torch.Tensor? context, int? inputNoise)
    {
        if (_noise is null || inputNoise is not { } series)
            return input;
        var noise = _noise.Draw(NoisePurpose.Input, series, (int)input.shape[0]);
        var onKnown = missing is null ? noise : noise.masked_fill(missing, _zero);
        if (context is null)
            return input.add(onKnown, _inputNoise);
        var features = input.narrow(1, 0, _plan.Architecture.FeatureCount);
        return torch.cat([features.add(onKnown, _inputNoise), context], 1);
    }

    private readonly struct Standardization : IVectorWork<StandardizeRow>
    {
        public StandardizeRow On<TS, TV>()
            where TS : ISimd<TV>
            where TV : struct => StandardizedRows<TS, TV>.Standardize;
    }
}
