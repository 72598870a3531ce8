using MLNet.Vae.Parts.Likelihoods;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary><see cref="Count"/> with libtorch.</summary>
internal sealed class TorchCount(TensorStore store) : TorchSlotTerm(store)
{
    private readonly Scalar _one = store.Keep(1), _min = store.Keep(Count.LogSize.Min), _max = store.Keep(Count.LogSize.Max), _logTwo = store.Keep(Math.Log(2));

    public override torch.Tensor NegativeLog(torch.Tensor output, torch.Tensor target, Func<string, torch.Tensor> parameter)
    {
        var logSize = parameter(Count.LogSize.Name).clamp(_min, _max);
        var logUnit = parameter(Count.UnitExponent.Name).detach().mul(_logTwo);
        var size = logSize.exp();
        var k = target.mul(logUnit.exp()).round();
        var t = output.add(logUnit, _one).sub(logSize); // log m/r
        var combinations = Combinations(k.to(torch.ScalarType.Float64), size.to(torch.ScalarType.Float64)).to(torch.ScalarType.Float32);
        return combinations.add(k.mul(SoftPlus(t.neg())), _one).add(size.mul(SoftPlus(t)), _one);
    }

    // In double: it is a small difference of large numbers.
    private torch.Tensor Combinations(torch.Tensor k, torch.Tensor size) =>
        size.lgamma().add(k.add(_one, _one).lgamma(), _one).sub(k.add(size, _one).lgamma());

    private static torch.Tensor SoftPlus(torch.Tensor t) => torch.nn.functional.softplus(t);
}
