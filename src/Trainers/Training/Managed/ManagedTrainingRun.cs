using System.Diagnostics;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Training.Managed;

/// <summary>
/// A training in C#. A step has three phases with a wait between them: loss and gradients of the values, by blocks of rows; gradients of
/// the parameters, by outputs; Adam, by ranges of parameters. Each number is made whole by one thread, in an order that does not depend on
/// their number.
/// </summary>
internal sealed class ManagedTrainingRun<TS, TV> : ITrainingRun, IWorkerPhases
    where TS : ISimd<TV>
    where TV : struct
{
    private const double NormEpsilon = 1e-6; // as in torch.nn.utils.clip_grad_norm_

    private readonly TrainingPlan _plan;
    private readonly PaddedLayout _layout;
    private readonly Network<TS, TV> _network;
    private readonly GradientWork<TS, TV> _work;
    private readonly WorkerTeam _team;
    private readonly TimeProvider _clock;
    private readonly ThreadChooser? _chooser;
    private readonly AlignedBuffer _parameters, _gradient, _first, _second;
    private int _series; // of the noise: the number of the step, or of an evaluation
    private double _gradientNorm;

    /// <param name="plan">What to train.</param>
    /// <param name="clock">What the steps are timed with where the number of threads is to be chosen.</param>
    public ManagedTrainingRun(TrainingPlan plan, TimeProvider? clock = null)
    {
        _plan = plan;
        _layout = new PaddedLayout(plan.Layout);
        _network = new Network<TS, TV>(plan, _layout);
        _work = new GradientWork<TS, TV>(_network, _layout);
        _parameters = new AlignedBuffer(_layout.Length);
        _gradient = new AlignedBuffer(_layout.Length);
        _first = new AlignedBuffer(_layout.Length);
        _second = new AlignedBuffer(_layout.Length);
        _layout.Import(plan.InitialParameters, _parameters.Span);
        _team = new WorkerTeam(WorkerTeam.SizeFor(plan), this);
        _clock = clock ?? TimeProvider.System;
        if (plan.ChoosesNumberOfThreads && WorkerTeam.SizeFor(plan) > 1)
            _chooser = new ThreadChooser(startsAlone: StepMilliseconds(plan, threads: 1) < StepMilliseconds(plan, plan.NumberOfThreads));
    }

    public void Step(int step, RowBatch batch, StepLoss loss)
    {
        long start = _clock.GetTimestamp();
        _team.IsAlone = _chooser is { IsAlone: true };
        ComputeGradient(step, batch, loss);
        if (!loss.IsFinite)
            return;
        _team.Run(StepPhase.Update);
        _layout.Clamp(_parameters.Span);
        _chooser?.Add(_clock.GetElapsedTime(start).TotalMilliseconds);
    }

    /// <summary>Loss and gradient at the present parameters, without an update.</summary>
    public void ComputeGradient(int step, RowBatch batch, StepLoss loss)
    {
        _series = step;
        _network.Prepare(_parameters.Span, batch);
        _team.Run(StepPhase.Values);
        _team.Run(StepPhase.Parameters);
        _network.ReadLoss(loss);
        loss.GradientNorm = _gradientNorm = _work.Finish(_parameters.Span, _gradient.Span);
    }

    public void Evaluate(int series, RowBatch batch, StepLoss loss)
    {
        _series = series;
        _network.Prepare(_parameters.Span, batch);
        _team.Run(StepPhase.Evaluation);
        _network.ReadLoss(loss);
        loss.GradientNorm = 0;
    }

    /// <summary>The gradient as the plan's layout has it.</summary>
    public void CopyGradient(Span<float> gradient) => _layout.Export(_gradient.Span, gradient);

    public void CopyParameters(Span<float> parameters) => _layout.Export(_parameters.Span, parameters);

    /// <summary>Puts other parameters in the place of the present ones.</summary>
    public void SetParameters(ReadOnlySpan<float> parameters) => _layout.Import(parameters, _parameters.Span);

    public void Dispose() => _team.Dispose();

    void IWorkerPhases.Run(StepPhase phase, int worker, int workers)
    {
        switch (phase)
        {
            case StepPhase.Values:
                _network.ForwardAndBackward(_parameters.Span, _series, worker, workers);
                break;
            case StepPhase.Parameters:
                _work.ParameterGradients(_gradient.Span, worker, workers);
                break;
            case StepPhase.Update:
                Update(worker, workers);
                break;
            case StepPhase.Evaluation:
                _network.Forward(_parameters.Span, _series, worker, workers);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private static double StepMilliseconds(TrainingPlan plan, int threads) =>
        VaeBackend.Managed.Speed(threads).StepMilliseconds(plan.Architecture, plan.Schedule.BatchSize, plan.Samples);

    private void Update(int worker, int workers)
    {
        float scale = (float)Math.Min(1, _plan.MaximumGradientNorm / (_gradientNorm + NormEpsilon));
        int lines = _layout.Length / Padding.Padded(1);
        int first = (int)((long)lines * worker / workers) * Padding.Padded(1);
        int length = (int)((long)lines * (worker + 1) / workers) * Padding.Padded(1) - first;
        Adam<TS, TV>.Update(
            _parameters.Span.Slice(first, length), _gradient.Span.Slice(first, length), scale, _first.Span.Slice(first, length),
            _second.Span.Slice(first, length), _plan.Schedule.LearningRate(_series), _series + 1);
    }
}
