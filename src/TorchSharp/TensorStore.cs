using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>
/// The tensors and scalars of a training that outlive a step: freed together at its end, and held by no scope of the caller's.
/// </summary>
internal sealed class TensorStore : IDisposable
{
    private readonly List<IDisposable> _kept = [];

    public torch.Tensor Keep(torch.Tensor tensor)
    {
        _kept.Add(tensor.DetachFromDisposeScope());
        return tensor;
    }

    /// <summary>A number made once: one made from a literal at each call would lie in native memory until a finalizer runs.</summary>
    public Scalar Keep(double value)
    {
        Scalar scalar = value;
        _kept.Add(scalar);
        return scalar;
    }

    public void Dispose()
    {
        foreach (var kept in _kept)
            kept.Dispose();
        _kept.Clear();
    }
}
