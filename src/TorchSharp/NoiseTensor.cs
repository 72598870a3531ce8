using MLNet.Vae.Numerics.RandomNumbers;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>
/// The numbers that the managed backend draws for a pass, as a tensor: number (row, sample · columns + column) of <see
/// cref="NoiseSource.Normals"/>.
/// </summary>
internal sealed class NoiseTensor
{
    private readonly NoiseSource _source;
    private readonly int _samples, _columns;
    private readonly torch.Tensor _host, _device; // [samples · rows, columns]; one and the same on the CPU

    public NoiseTensor(NoiseSource source, int samples, int rows, int columns, torch.Device device, TensorStore store)
    {
        (_source, _samples, _columns) = (source, samples, columns);
        _host = store.Keep(torch.empty(samples * rows, columns, torch.ScalarType.Float32, new torch.Device(DeviceType.CPU)));
        _device = device.type == DeviceType.CPU
            ? _host
            : store.Keep(torch.empty(samples * rows, columns, torch.ScalarType.Float32, device));
    }

    /// <summary>[samples · rows, columns], in the current dispose scope; valid until the next call.</summary>
    /// <param name="purpose">What the numbers are for.</param>
    /// <param name="series">Their series.</param>
    /// <param name="rows">Rows of the batch, at most as many as there is room for.</param>
    public torch.Tensor Draw(NoisePurpose purpose, int series, int rows)
    {
        var values = HostCopy.Memory<float>(_host);
        Span<float> normals = stackalloc float[NoiseSource.BlockRows];
        for (int first = 0; first < rows; first += NoiseSource.BlockRows)
        {
            int count = Math.Min(NoiseSource.BlockRows, rows - first);
            for (int column = 0; column < _samples * _columns; column++)
            {
                _source.Normals(normals, purpose, (uint)series, (uint)(first / NoiseSource.BlockRows), (uint)column);
                int place = (column / _columns * rows + first) * _columns + column % _columns;
                for (int row = 0; row < count; row++, place += _columns)
                    values[place] = normals[row];
            }
        }

        var drawn = _host.narrow(0, 0, (long)_samples * rows);
        return ReferenceEquals(_device, _host) ? drawn : _device.narrow(0, 0, (long)_samples * rows).copy_(drawn);
    }
}
