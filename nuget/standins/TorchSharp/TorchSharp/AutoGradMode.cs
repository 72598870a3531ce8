using static TorchSharp.NativeMethods;

namespace TorchSharp;

internal sealed class AutoGradMode : IDisposable
{
    private readonly bool _before = THSAutograd_isGradEnabled();

    public AutoGradMode(bool enabled) => THSAutograd_setGrad(enabled);

    public void Dispose() => THSAutograd_setGrad(_before);
}
