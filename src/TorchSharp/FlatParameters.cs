using MLNet.Vae.Model;
using MLNet.Vae.Training;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>
/// The parameters and their gradient, each one buffer as <see cref="ParameterLayout"/> lays it out. The layers' tensors are views of the
/// first and backpropagation adds into views of the second, so that clipping and Adam take a handful of native calls whatever the number of
/// layers.
/// </summary>
internal sealed class FlatParameters
{
    private readonly TensorStore _store;
    private readonly Scalar _zero, _minLogSigma, _maxLogSigma;

    public FlatParameters(TrainingPlan plan, torch.Device device, TensorStore store)
    {
        _store = store;
        _zero = store.Keep(0);
        _minLogSigma = store.Keep(VaeArchitecture.MinimumLogSigma);
        _maxLogSigma = store.Keep(VaeArchitecture.MaximumLogSigma);
        Values = store.Keep(torch.empty(plan.Layout.Length, torch.ScalarType.Float32, device));
        Gradient = store.Keep(torch.empty(plan.Layout.Length, torch.ScalarType.Float32, device));
        HostCopy.ToTensor(plan.InitialParameters, Values);
        Encoder = [.. plan.Layout.Encoder.Select(Linear)];
        Decoder = [.. plan.Layout.Decoder.Select(Linear)];
        LogSigma = Leaf(plan.Layout.LogSigma, plan.LearnsVariance, plan.Layout.LogSigma.Length);
    }

    /// <summary>[length].</summary>
    public torch.Tensor Values { get; }

    /// <summary>[length].</summary>
    public torch.Tensor Gradient { get; }

    public IReadOnlyList<TorchLinear> Encoder { get; }

    public IReadOnlyList<TorchLinear> Decoder { get; }

    /// <summary>[features]; without a gradient where the variance is fixed.</summary>
    public torch.Tensor LogSigma { get; }

    public void ClearGradient() => Gradient.fill_(_zero);

    /// <summary>
    /// Brings log σ back to its bounds after an update. Outside them it has no gradient, and would never return.
    /// </summary>
    public void Clamp()
    {
        using var scope = torch.NewDisposeScope();
        using (torch.no_grad())
            LogSigma.clamp_(_minLogSigma, _maxLogSigma);
    }

    private TorchLinear Linear(LinearTensors tensors) => new(
        Leaf(tensors.Weight, true, tensors.Weight.Rows, tensors.Weight.Columns),
        Leaf(tensors.Bias, true, tensors.Bias.Length),
        tensors.Shape.HasActivation);

    private torch.Tensor Leaf(ParameterTensor tensor, bool learned, params long[] shape)
    {
        var view = View(Values, tensor, shape);
        if (!learned)
            return view;
        view.requires_grad = true;
        view.grad = View(Gradient, tensor, shape);
        return view;
    }

    private torch.Tensor View(torch.Tensor flat, ParameterTensor tensor, long[] shape)
    {
        using var scope = torch.NewDisposeScope();
        return _store.Keep(flat.narrow(0, tensor.Offset, tensor.Length).view(shape).detach());
    }
}
