using static TorchSharp.NativeMethods;

namespace TorchSharp;

public sealed class Scalar : IDisposable
{
    private IntPtr _handle;

    private Scalar(IntPtr handle) => _handle = handle;

    ~Scalar() => Free();

    internal IntPtr Handle => _handle != IntPtr.Zero ? _handle : throw new InvalidOperationException("Scalar invalid -- empty handle.");

    public static implicit operator Scalar(double value) => new(THSTorch_float64_to_scalar(value));

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (_handle == IntPtr.Zero)
            return;
        THSTorch_dispose_scalar(_handle);
        _handle = IntPtr.Zero;
    }
}
