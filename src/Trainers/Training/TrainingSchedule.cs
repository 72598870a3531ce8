using System.Diagnostics;

namespace MLNet.Vae.Training;

/// <summary>How many steps there are, and the learning rate and the KL weight of each.</summary>
internal sealed class TrainingSchedule
{
    private const int DefaultSteps = 3000;

    private const int MaxEpochs = 1_000_000;

    // One cycle as torch.optim.lr_scheduler.OneCycleLR has it by default, with cosine annealing; Adam's momentum is not cycled.
    private const double RisingShare = 0.3, StartDivisor = 25, EndDivisor = 1e4;

    private readonly VaeLearningRateSchedule _shape;
    private readonly double _peak;
    private readonly double _beta;
    private readonly double _warmUpSteps;

    public TrainingSchedule(VaeOptions options, int rows)
    {
        BatchSize = Math.Min(options.BatchSize, rows);
        NumberOfEpochs = options.NumberOfEpochs ??
            (int)Math.Clamp(Math.Round((double)DefaultSteps * BatchSize / rows), 1, MaxEpochs);
        NumberOfSteps = checked((int)(((long)NumberOfEpochs * rows + BatchSize - 1) / BatchSize));
        _shape = options.LearningRateSchedule;
        _peak = options.LearningRate;
        _beta = options.Beta;
        _warmUpSteps = options.KlWarmUp * NumberOfSteps;
    }

    public int BatchSize { get; }

    public int NumberOfEpochs { get; }

    public int NumberOfSteps { get; }

    /// <summary>Rows that all steps together learn from, each as often as it is seen.</summary>
    public long Visits => (long)NumberOfSteps * BatchSize;

    /// <summary>The rate of a step, counted from 0.</summary>
    public double LearningRate(int step) => _shape switch
    {
        VaeLearningRateSchedule.OneCycle => OneCycle(step),
        VaeLearningRateSchedule.Constant => _peak,
        VaeLearningRateSchedule.Cosine => Cosine(_peak, 0, (double)step / NumberOfSteps),
        _ => throw new UnreachableException($"There is no schedule {_shape}."),
    };

    /// <summary>β of a step, counted from 0: from nothing to <see cref="VaeOptions.Beta"/> in a straight line.</summary>
    public double KlWeight(int step) => step >= _warmUpSteps ? _beta : _beta * step / _warmUpSteps;

    private double OneCycle(int step)
    {
        double start = _peak / StartDivisor, end = start / EndDivisor;
        double top = RisingShare * NumberOfSteps - 1, last = NumberOfSteps - 1;
        return step <= top
            ? Cosine(start, _peak, step / top)
            : Cosine(_peak, end, last > top ? (step - top) / (last - top) : 0);
    }

    private static double Cosine(double from, double to, double share) => to + (from - to) / 2 * (1 + Math.Cos(Math.PI * share));
}
