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
    private readonly Scalar _zero;
    private readonly (torch.Tensor Values, Scalar Min, Scalar Max)[] _bounded;

    public FlatParameters(TrainingPlan plan, torch.Device device, TensorStore store)
    {
        _store = store;
        _zero = store.Keep(0);
        Values = store.Keep(torch.empty(plan.Layout.Length, torch.ScalarType.Float32, device));
        Gradient = store.Keep(torch.empty(plan.Layout.Length, torch.ScalarType.Float32, device));
        HostCopy.ToTensor(plan.InitialParameters, Values);
        Encoder = [.. plan.Layout.Encoder.Select(Layer)];
        Decoder = [.. plan.Layout.Decoder.Select(Layer)];
        Parts = plan.Layout.Parts.ToDictionary(part => part.Spec.Name, part => Leaf(part.Tensor, part.Spec.IsLearned, part.Tensor.Length));
        _bounded = [.. plan.Layout.Parts.Select(part => (Parts[part.Spec.Name], store.Keep(part.Spec.Min), store.Keep(part.Spec.Max)))];
    }

    /// <summary>[length].</summary>
    public torch.Tensor Values { get; }

    /// <summary>[length].</summary>
    public torch.Tensor Gradient { get; }

    public IReadOnlyList<(TorchLayer Layer, bool HasActivation)> Encoder { get; }

    public IReadOnlyList<(TorchLayer Layer, bool HasActivation)> Decoder { get; }

    /// <summary>What the likelihoods own, [outputs] each, by name; without a gradient where it is fixed.</summary>
    public IReadOnlyDictionary<string, torch.Tensor> Parts { get; }

    public void ClearGradient() => Gradient.fill_(_zero);

    /// <summary>
    /// Brings the parameters that have bounds back to them after an update. Outside they have no gradient, and would never return.
    /// </summary>
    public void Clamp()
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        foreach (var (values, min, max) in _bounded)
            values.clamp_(min, max);
    }

    private (TorchLayer Layer, bool HasActivation) Layer(LayerTensors tensors)
    {
        var weight = Leaf(tensors.Weight, true, [.. tensors.Shape.WeightSizes]);
        return (TorchLayer.Create(tensors.Shape, weight, Leaf(tensors.Bias, true, tensors.Bias.Length)), tensors.Shape.HasActivation);
    }

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
