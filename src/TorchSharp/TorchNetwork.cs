using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Parts.Posteriors;
using MLNet.Vae.Training;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>
/// Encoder, latent vector, decoder and likelihood over one batch: the loss (1/B) Σ [(1/S) Σ −log p(x | z_s) + β KL].
/// </summary>
internal sealed class TorchNetwork
{
    private readonly TrainingPlan _plan;
    private readonly FlatParameters _parameters;
    private readonly TorchActivation _activation;
    private readonly TorchStandardNormal _prior;
    private readonly TorchLikelihood _likelihood;
    private readonly NoiseTensor? _noise;
    private readonly torch.Tensor? _hidden; // where the encoder is to find 0, [features]; null for nowhere
    private readonly Scalar _zero, _one, _half, _minLogVariance, _maxLogVariance;

    public TorchNetwork(TrainingPlan plan, FlatParameters parameters, torch.Device device, TensorStore store)
    {
        _plan = plan;
        _parameters = parameters;
        _activation = TorchActivation.Create(plan.Architecture.Activation, store);
        _prior = new TorchStandardNormal(store);
        _likelihood = new TorchLikelihood(plan, device, store);
        _noise = plan.Deterministic ? null : new NoiseTensor(plan.Noise, plan.Samples, plan.Schedule.BatchSize, Latent, device, store);
        _hidden = Hidden(plan, device, store);
        _zero = store.Keep(0);
        _one = store.Keep(1);
        _half = store.Keep(0.5);
        _minLogVariance = store.Keep(DiagonalGaussian.MinLogVariance);
        _maxLogVariance = store.Keep(DiagonalGaussian.MaxLogVariance);
    }

    private int Latent => _plan.Architecture.LatentDimension;

    /// <summary>The loss at the present parameters, in the current dispose scope.</summary>
    /// <param name="rows">The batch.</param>
    /// <param name="klWeight">β.</param>
    /// <param name="purpose">What the samples of the posterior are for.</param>
    /// <param name="series">The series of their noise.</param>
    public TorchLoss Forward(TorchRows rows, double klWeight, NoisePurpose purpose, int series)
    {
        long count = rows.Target.shape[0];
        var head = Through(_parameters.Encoder, _hidden is null ? rows.Input : rows.Input.masked_fill(_hidden, _zero));
        var mean = head.narrow(1, 0, Latent);
        // Outside its bounds clamp has no gradient, and neither has the managed backend.
        var logVariance = head.narrow(1, Latent, Latent).clamp(_minLogVariance, _maxLogVariance);
        var sigma = logVariance.mul(_half).exp();
        var twiceKl = _prior.TwiceDivergence(mean, sigma, logVariance);
        var output = Through(_parameters.Decoder, WithContext(Draw(mean, sigma, purpose, series), rows.Context));
        var reconstruction = _likelihood.Evaluate(output, rows, _parameters.Parts);
        using Scalar klFactor = 0.5 * klWeight / count, share = 1.0 / (count * _plan.Samples);
        var total = reconstruction.mul(share).add(twiceKl.sum(), klFactor);
        return new TorchLoss(total, reconstruction, twiceKl);
    }

    // Without noise on the input such features are 0 by themselves.
    private static torch.Tensor? Hidden(TrainingPlan plan, torch.Device device, TensorStore store)
    {
        var hidden = plan.Features.HiddenFromEncoder;
        if (plan.InputNoise == 0 || !plan.Architecture.Kind.SharesWeights || hidden.Count == 0)
            return null;
        long[] mask = new long[plan.Architecture.FeatureCount];
        foreach (int feature in hidden)
            mask[feature] = 1;
        using var scope = torch.NewDisposeScope();
        return store.Keep(HostCopy.ToDevice(mask, device, store).to(torch.ScalarType.Bool));
    }

    // z = μ + σ ⊙ ε, [samples · batch, latent].
    private torch.Tensor Draw(torch.Tensor mean, torch.Tensor sigma, NoisePurpose purpose, int series)
    {
        if (_noise is null)
            return mean;
        int count = (int)mean.shape[0];
        var noise = _noise.Draw(purpose, series, count);
        return _plan.Samples == 1
            ? mean.addcmul(sigma, noise, _one)
            : mean.addcmul(sigma, noise.view(_plan.Samples, count, Latent), _one).view(-1, Latent);
    }

    // The context of each row behind each of its samples, [samples · batch, latent + context].
    private torch.Tensor WithContext(torch.Tensor samples, torch.Tensor? context) => context is null
        ? samples
        : torch.cat([samples, _plan.Samples == 1 ? context : context.repeat(_plan.Samples, 1)], 1);

    private torch.Tensor Through(IReadOnlyList<(TorchLayer Layer, bool HasActivation)> layers, torch.Tensor values)
    {
        foreach (var (layer, hasActivation) in layers)
        {
            values = layer.Evaluate(values);
            if (hasActivation)
                values = _activation.Evaluate(values);
        }

        return values;
    }
}
