using MLNet.Vae.Model;
using MLNet.Vae.Parts.Likelihoods;
using MLNet.Vae.Training;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>The negative log likelihood of a batch, summed over rows, samples and features: the features of either kind together.</summary>
internal sealed class TorchLikelihood
{
    private readonly int _samples, _rows;
    private readonly torch.Tensor? _gaussian, _bernoulli; // numbers of the features of a kind; null where all are of one
    private readonly bool _hasGaussian, _hasBernoulli;
    private readonly torch.Tensor _rowCount; // [1]
    private readonly Scalar _zero, _one, _half, _logNormalizer, _sampleCount, _minLogSigma, _maxLogSigma;

    public TorchLikelihood(TrainingPlan plan, torch.Device device, TensorStore store)
    {
        _samples = plan.Samples;
        _rows = plan.Schedule.BatchSize;
        _hasGaussian = plan.Features.Likelihoods.Contains(VaeLikelihood.Gaussian);
        _hasBernoulli = plan.Features.Likelihoods.Contains(VaeLikelihood.Bernoulli);
        if (_hasGaussian && _hasBernoulli)
        {
            _gaussian = Columns(plan, VaeLikelihood.Gaussian, device, store);
            _bernoulli = Columns(plan, VaeLikelihood.Bernoulli, device, store);
        }

        _zero = store.Keep(0);
        _one = store.Keep(1);
        _half = store.Keep(0.5);
        _logNormalizer = store.Keep(GaussianConstants.LogNormalizer);
        _sampleCount = store.Keep(plan.Samples);
        _minLogSigma = store.Keep(VaeArchitecture.MinimumLogSigma);
        _maxLogSigma = store.Keep(VaeArchitecture.MaximumLogSigma);
        _rowCount = store.Keep(torch.zeros(1, torch.ScalarType.Float32, device));
        using Scalar rowCount = (double)_rows;
        _rowCount.fill_(rowCount);
    }

    /// <param name="output">What the decoder gives, [samples · batch, features].</param>
    /// <param name="rows">The batch.</param>
    /// <param name="logSigma">[features], before it is clamped.</param>
    /// <returns>A single number, in nats.</returns>
    public torch.Tensor Evaluate(torch.Tensor output, TorchRows rows, torch.Tensor logSigma) => (_hasGaussian, _hasBernoulli) switch
    {
        (true, false) => Gaussian(output, rows, logSigma),
        (false, true) => Bernoulli(output, rows),
        _ => Gaussian(output, rows, logSigma).add(Bernoulli(output, rows), _one),
    };

    // Σ ½ ((x − y)/σ)² + n (log σ + ½ log 2π), with n the rows in which the feature is there.
    private torch.Tensor Gaussian(torch.Tensor output, TorchRows rows, torch.Tensor logSigma)
    {
        logSigma = Of(_gaussian, logSigma, 0).clamp(_minLogSigma, _maxLogSigma);
        var missing = rows.Missing is { } mask ? Of(_gaussian, mask, 1) : null;
        var residual = Of(_gaussian, rows.Target, 1).sub(BySample(Of(_gaussian, output, 1))).mul(logSigma.neg().exp());
        var observed = _rowCount;
        if (missing is not null)
        {
            residual = residual.masked_fill(missing, _zero);
            observed = _rowCount.sub(missing.sum(0L, false, torch.ScalarType.Float32));
        }

        var constant = logSigma.add(_logNormalizer, _one).mul(observed).sum().mul(_sampleCount);
        return constant.add(residual.mul(residual).sum(), _half);
    }

    private torch.Tensor Bernoulli(torch.Tensor output, TorchRows rows)
    {
        var logit = BySample(Of(_bernoulli, output, 1));
        var target = Of(_bernoulli, rows.Target, 1);
        if (_samples > 1)
            target = target.expand(_samples, _rows, -1);
        var terms = torch.nn.functional.binary_cross_entropy_with_logits(logit, target, null, torch.nn.Reduction.None, null);
        return (rows.Missing is { } mask ? terms.masked_fill(Of(_bernoulli, mask, 1), _zero) : terms).sum();
    }

    private torch.Tensor BySample(torch.Tensor output) => _samples == 1 ? output : output.view(_samples, _rows, -1);

    private static torch.Tensor Of(torch.Tensor? columns, torch.Tensor tensor, long dimension) =>
        columns is null ? tensor : tensor.index_select(dimension, columns);

    private static torch.Tensor Columns(TrainingPlan plan, VaeLikelihood kind, torch.Device device, TensorStore store)
    {
        long[] numbers = [.. Enumerable.Range(0, plan.Features.Count).Where(d => plan.Features.Likelihoods[d] == kind)];
        using var scope = torch.NewDisposeScope();
        var host = torch.empty(numbers.Length, torch.ScalarType.Int64, new torch.Device(DeviceType.CPU));
        numbers.CopyTo(HostCopy.Memory<long>(host));
        return store.Keep(torch.empty(numbers.Length, torch.ScalarType.Int64, device).copy_(host));
    }
}
