using MLNet.Vae.Parts.Likelihoods;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary><see cref="StudentT"/> with libtorch.</summary>
internal sealed class TorchStudentT(TensorStore store) : TorchSlotTerm(store)
{
    private readonly Scalar _half = store.Keep(0.5), _one = store.Keep(1), _pi = store.Keep(Math.PI);
    private readonly Scalar _minScale = store.Keep(StudentT.LogScale.Min), _maxScale = store.Keep(StudentT.LogScale.Max);
    private readonly Scalar _minDegrees = store.Keep(StudentT.LogDegrees.Min), _maxDegrees = store.Keep(StudentT.LogDegrees.Max);

    public override torch.Tensor NegativeLog(torch.Tensor output, torch.Tensor target, Func<string, torch.Tensor> parameter)
    {
        var logScale = parameter(StudentT.LogScale.Name).clamp(_minScale, _maxScale);
        var degrees = parameter(StudentT.LogDegrees.Name).clamp(_minDegrees, _maxDegrees).exp();
        var half = degrees.mul(_half);
        var normalizer = Normalizer(degrees.to(torch.ScalarType.Float64)).to(torch.ScalarType.Float32);
        var residual = target.sub(output).mul(logScale.neg().exp());
        var logs = residual.mul(residual).div(degrees).log1p();
        return logs.mul(half.add(_half, _one)).add(logScale, _one).add(normalizer, _one);
    }

    // In double: it is a small difference of large numbers.
    private torch.Tensor Normalizer(torch.Tensor degrees)
    {
        var half = degrees.mul(_half);
        return degrees.mul(_pi).log().mul(_half).add(half.lgamma(), _one).sub(half.add(_half, _one).lgamma());
    }
}
