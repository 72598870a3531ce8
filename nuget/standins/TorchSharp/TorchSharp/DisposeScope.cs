namespace TorchSharp;

/// <summary>Disposes the tensors that were made on its thread while it was the innermost scope there.</summary>
public sealed class DisposeScope : IDisposable
{
    [ThreadStatic]
    private static DisposeScope? s_innermost;

    private readonly HashSet<torch.Tensor> _tensors = new(ReferenceEqualityComparer.Instance);
    private DisposeScope? _outer;

    internal DisposeScope()
    {
        _outer = s_innermost;
        s_innermost = this;
    }

    internal static DisposeScope? Register(torch.Tensor tensor)
    {
        s_innermost?._tensors.Add(tensor);
        return s_innermost;
    }

    public void Dispose()
    {
        if (s_innermost == this)
        {
            s_innermost = _outer;
        }
        else
        {
            for (var scope = s_innermost; scope is not null; scope = scope._outer)
            {
                if (scope._outer == this)
                    scope._outer = _outer;
            }
        }

        foreach (var tensor in _tensors.ToArray())
            tensor.Dispose();
    }

    internal void Forget(torch.Tensor tensor) => _tensors.Remove(tensor);
}
