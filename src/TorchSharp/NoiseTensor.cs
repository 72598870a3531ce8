using MLNet.Vae.Numerics.RandomNumbers;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>
/// The numbers that the managed backend draws for a step, as a tensor: number (row, sample · columns + column) of <see
/// cref="NoiseSource.Normals"/>.
/// </summary>
internal sealed class NoiseTensor
{
    private readonly NoiseSource _source;
    private readonly NoisePurpose _purpose;
    private readonly int _samples, _rows, _columns;
    private readonly torch.Tensor _host, _device; // [samples · rows, columns]; one and the same on the CPU

    public NoiseTensor(NoiseSource source, NoisePurpose purpose, int samples, int rows, int columns, torch.Device device, TensorStore store)
    {
        (_source, _purpose, _samples, _rows, _columns) = (source, purpose, samples, rows, columns);
        _host = store.Keep(torch.empty(samples * rows, columns, torch.ScalarType.Float32, new torch.Device(DeviceType.CPU)));
        _device = device.type == DeviceType.CPU
            ? _host
            : store.Keep(torch.empty(samples * rows, columns, torch.ScalarType.Float32, device));
    }

    /// <summary>[samples · rows, columns], valid until the next call.</summary>
    public torch.Tensor Draw(int step)
    {
        var values = HostCopy.Memory<float>(_host);
        Span<float> normals = stackalloc float[NoiseSource.BlockRows];
        for (int first = 0; first < _rows; first += NoiseSource.BlockRows)
        {
            int count = Math.Min(NoiseSource.BlockRows, _rows - first);
            for (int column = 0; column < _samples * _columns; column++)
            {
                _source.Normals(normals, _purpose, (uint)step, (uint)(first / NoiseSource.BlockRows), (uint)column);
                int place = (column / _columns * _rows + first) * _columns + column % _columns;
                for (int row = 0; row < count; row++, place += _columns)
                    values[place] = normals[row];
            }
        }

        return ReferenceEquals(_device, _host) ? _host : _device.copy_(_host);
    }
}
