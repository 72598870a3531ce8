using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Training;
using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>
/// A training with libtorch. A step reads one small tensor back: the losses, and the gradient's norm before it is scaled down.
/// </summary>
internal sealed class TorchTrainingRun : ITrainingRun
{
    private readonly TrainingPlan _plan;
    private readonly ThreadCount _threads;
    private readonly TensorStore _store = new();
    private readonly FlatParameters _parameters;
    private readonly TorchBatch _batch;
    private readonly TorchNetwork _network;
    private readonly TorchAdam _adam;
    private readonly torch.Tensor _found; // on the CPU: reconstruction, gradient norm, twice the KL divergence [latent]

    public TorchTrainingRun(TrainingPlan plan, torch.Device device)
    {
        _plan = plan;
        _threads = new ThreadCount(plan.NumberOfThreads);
        try
        {
            _parameters = new FlatParameters(plan, device, _store);
            _batch = new TorchBatch(plan, device, _store);
            _network = new TorchNetwork(plan, _parameters, device, _store);
            _adam = new TorchAdam(_parameters, plan.Layout.Length, device, _store);
            int found = plan.Architecture.LatentDimension + 2;
            _found = _store.Keep(torch.empty(found, torch.ScalarType.Float32, new torch.Device(DeviceType.CPU)));
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public void Step(int step, RowBatch batch, StepLoss loss) => TorchMemory.Ask(() =>
    {
        ComputeGradient(step, batch, loss);
        if (!loss.IsFinite)
            return;
        double scale = Math.Min(1, _plan.MaximumGradientNorm / (loss.GradientNorm + 1e-6)); // as torch.nn.utils.clip_grad_norm_
        _adam.Update(scale, _plan.Schedule.LearningRate(step), step + 1);
        _parameters.Clamp();
    });

    /// <summary>Loss and gradient at the present parameters, without an update.</summary>
    public void ComputeGradient(int step, RowBatch batch, StepLoss loss)
    {
        using var scope = torch.NewDisposeScope();
        _parameters.ClearGradient();
        var rows = _batch.Take(batch, inputNoise: step);
        TorchLoss found;
        using (torch.enable_grad()) // whatever the caller has set
        {
            found = _network.Forward(rows, _plan.Schedule.KlWeight(step), NoisePurpose.Posterior, step);
            found.Total.backward();
        }

        using (torch.no_grad())
            _found.copy_(torch.cat([found.Reconstruction.view(1), _parameters.Gradient.norm().view(1), found.TwiceKl]));
        Read(loss, batch.Count);
    }

    public void Evaluate(int series, RowBatch batch, StepLoss loss) => TorchMemory.Ask(() =>
    {
        using var scope = torch.NewDisposeScope();
        using var noGradient = torch.no_grad();
        var found = _network.Forward(_batch.Take(batch, inputNoise: null), klWeight: 0, NoisePurpose.Evaluation, series);
        _found.copy_(torch.cat([found.Reconstruction.view(1), torch.zeros_like(found.Reconstruction).view(1), found.TwiceKl]));
        Read(loss, batch.Count);
    });

    /// <summary>The gradient, as the plan's layout has it.</summary>
    public void CopyGradient(Span<float> gradient) => HostCopy.FromTensor(_parameters.Gradient, gradient);

    /// <summary>Puts other parameters in the place of the present ones.</summary>
    public void SetParameters(ReadOnlySpan<float> parameters) => HostCopy.ToTensor(parameters, _parameters.Values);

    public void CopyParameters(Span<float> parameters) => HostCopy.FromTensor(_parameters.Values, parameters);

    public void Dispose()
    {
        _store.Dispose();
        _threads.Dispose();
    }

    private void Read(StepLoss loss, double rows)
    {
        var found = HostCopy.Memory<float>(_found);
        loss.Reconstruction = found[0] / (rows * _plan.Samples);
        loss.GradientNorm = found[1];
        for (int j = 0; j < loss.Kl.Length; j++)
            loss.Kl[j] = 0.5 * found[2 + j] / rows;
    }
}
