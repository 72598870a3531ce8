using MLNet.Vae.Managed.Kernels;
using MLNet.Vae.Training;

namespace MLNet.Vae.Managed;

/// <summary>
/// A training in C#. A step has three phases with a wait between them: loss and gradients of the values, by blocks of rows; gradients of
/// the parameters, by outputs; Adam, by ranges of parameters. Each number is made whole by one thread, in an order that does not depend on
/// their number.
/// </summary>
internal sealed class ManagedTrainingRun : ITrainingRun, IWorkerPhases
{
    private readonly TrainingPlan _plan;
    private readonly Network _network;
    private readonly GradientWork _work;
    private readonly WorkerTeam _team;
    private readonly float[] _parameters, _gradient, _first, _second; // the layout's length, rounded up to whole vectors
    private readonly int[] _batch;
    private int _step;
    private double _gradientNorm;

    public ManagedTrainingRun(TrainingPlan plan)
    {
        _plan = plan;
        _network = new Network(plan);
        int length = VectorProduct.Padded(plan.Layout.Length);
        _parameters = new float[length];
        plan.InitialParameters.CopyTo(_parameters, 0);
        _gradient = new float[length];
        _first = new float[length];
        _second = new float[length];
        _batch = new int[plan.Schedule.BatchSize];
        _work = new GradientWork(_network);
        _team = new WorkerTeam(WorkerTeam.SizeFor(plan), this);
    }

    public void Step(int step, ReadOnlySpan<int> batch, StepLoss loss)
    {
        ComputeGradient(step, batch, loss);
        if (loss.IsFinite)
            _team.Run((int)Phase.Update);
    }

    /// <summary>Loss and gradient at the present parameters, without an update.</summary>
    public void ComputeGradient(int step, ReadOnlySpan<int> batch, StepLoss loss)
    {
        _step = step;
        batch.CopyTo(_batch);
        _team.Run((int)Phase.Values);
        _team.Run((int)Phase.Parameters);
        _network.ReadLoss(loss);
        loss.GradientNorm = _gradientNorm = _work.Norm();
    }

    public ReadOnlySpan<float> Gradient => _gradient.AsSpan(0, _plan.Layout.Length);

    /// <summary>Puts other parameters in the place of the present ones.</summary>
    public void SetParameters(ReadOnlySpan<float> parameters) => parameters.CopyTo(_parameters);

    public void CopyParameters(Span<float> parameters) => _parameters.AsSpan(0, parameters.Length).CopyTo(parameters);

    public void Dispose() => _team.Dispose();

    void IWorkerPhases.Run(int phase, int worker, int workers)
    {
        switch ((Phase)phase)
        {
            case Phase.Values:
                _network.ForwardAndBackward(_parameters, _batch, _step, worker, workers);
                break;
            case Phase.Parameters:
                _work.ParameterGradients(_gradient, worker, workers);
                break;
            default:
                Update(worker, workers);
                break;
        }
    }

    private void Update(int worker, int workers)
    {
        float scale = (float)Math.Min(1, _plan.MaximumGradientNorm / (_gradientNorm + 1e-6)); // as torch.nn.utils.clip_grad_norm_
        int vectors = _parameters.Length / VectorProduct.Padding;
        int first = (int)((long)vectors * worker / workers) * VectorProduct.Padding;
        int length = (int)((long)vectors * (worker + 1) / workers) * VectorProduct.Padding - first;
        Adam.Update(
            _parameters.AsSpan(first, length), _gradient.AsSpan(first, length), scale, _first.AsSpan(first, length), _second.AsSpan(first, length),
            _plan.Schedule.LearningRate(_step), _step + 1);
    }

    private enum Phase
    {
        Values,
        Parameters,
        Update,
    }
}
