using System.Globalization;
using MLNet.Vae.Model;
using MLNet.Vae.Training.Calibrating;
using MLNet.Vae.Training.Generating;

namespace MLNet.Vae.Training;

/// <summary>From rows to a fitted model: checks, plan, training, and what scoring needs to know of normal rows.</summary>
internal sealed class Fitting
{
    // Hundredths of the steps. Where the learning rate is high, the loss stands still for a while.
    private const int DefaultPatience = 20;

    private readonly IRowSource _data;
    private readonly IReadOnlyList<WrongValues> _wrong; // what it had in their place where values are missing now
    private readonly VaeOptions _options;
    private readonly VaeOptions _settled; // with what the number of rows says
    private readonly VaeBackend _backend;
    private readonly int? _patience;
    private readonly FitProgress _progress;
    private readonly CancellationToken _cancellationToken;

    private Fitting(
        (IRowSource Rows, IReadOnlyList<WrongValues> Wrong) found,
        VaeOptions options,
        VaeBackend backend,
        IProgress<VaeTrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        (_data, _wrong, _options, _backend, _cancellationToken) = (found.Rows, found.Wrong, options, backend, cancellationToken);
        _settled = options.Copy();
        // That of all rows, for models of a part of them too.
        _settled.HiddenLayers = NetworkArchitecture.From(options, _data.FeatureCount, _data.RowCount).HiddenLayers;
        _patience = options.EarlyStoppingPatience ?? (options.NumberOfEpochs is null ? DefaultPatience : null);
        _progress = new FitProgress(progress, TimeProvider.System);
    }

    public static VaeModel Run(
        IRowSource data,
        VaeOptions options,
        VaeBackend backend,
        IProgress<VaeTrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        try
        {
            return new Fitting(LookThrough(data, options), options, backend, progress, cancellationToken).Run();
        }
        catch (Exception full) when (IsOutOfMemory(full))
        {
            throw new InsufficientMemoryException(Describe(data, options), full);
        }
    }

    // Refuses what cannot be learned from, and finds what is not to be, in whichever row it is, before any part of the rows is trained on.
    private static (IRowSource Rows, IReadOnlyList<WrongValues> Wrong) LookThrough(IRowSource data, VaeOptions options)
    {
        var missing = new MissingCodes([.. options.MissingValues]);
        var statistics = FeatureStatistics.Learn(
            data, SlotLikelihoods.Resolve(options, data.FeatureCount), missing, CategoricalBlocks.Resolve(options, data.FeatureCount));
        ContextStatistics.Learn(data, missing);
        // A pixel that is dark in nearly all images is no wrong cell where it is bright.
        var wrong = options.Architecture is { SharesWeights: true } ? [] : WrongValueSearch.Find(data, statistics);
        return (RowsWithoutWrongValues.Create(data, wrong, missing), wrong);
    }

    private static bool IsOutOfMemory(Exception failure) =>
        failure is OutOfMemoryException || (failure is AggregateException ofThreads && ofThreads.InnerExceptions.Any(IsOutOfMemory));

    private VaeModel Run()
    {
        var holdout = Holdout.Create(_data, _settled);
        if (_patience is null || holdout.Folds.Count == 0)
            return Train(holdout, []);
        var length = LengthSearch.Create(Search(holdout.Folds), new TrainingSchedule(_settled, _data.RowCount).NumberOfEpochs);
        _settled.NumberOfEpochs = length.NumberOfEpochs;
        return Train(Holdout.Create(_data, _settled), length.Outcomes);
    }

    private IReadOnlyList<FoldOutcome> Search(IReadOnlyList<Fold> folds)
    {
        int atOnce = Math.Min(_options.EffectiveThreads, folds.Count);
        var (options, backend) = ForOthers(atOnce);
        _progress.Expect(Visits(folds) + new TrainingSchedule(_settled, _data.RowCount).Visits);
        using var trainings = new FoldTrainings(folds, Train, atOnce - 1, _cancellationToken);
        return trainings.Finish();

        FoldOutcome Train(Fold fold, bool onCallingThread, CancellationToken cancellationToken) => FoldOutcome.Train(
            fold, options, backend, _patience, schedule => _progress.ForSearch(schedule, onCallingThread), cancellationToken);
    }

    /// <param name="holdout">Which rows are trained on.</param>
    /// <param name="known">What came of the trainings on its folds, where they are done already.</param>
    private VaeModel Train(Holdout holdout, IReadOnlyList<FoldOutcome> known)
    {
        IReadOnlyList<Fold> folds = known.Count > 0 ? [] : holdout.Folds;
        int atOnce = Math.Min(_options.EffectiveThreads, 1 + folds.Count);
        var plan = new TrainingPlan(holdout.Training, Settled(atOnce));
        var (options, backend) = ForOthers(atOnce);
        _progress.Expect(plan.Schedule.Visits + Visits(folds));
        using var trainings = new FoldTrainings(folds, Train, atOnce - 1, _cancellationToken);
        try
        {
            var validation = holdout.HeldOut is { } rows && _patience is { } patience ? new Validation(plan, rows, patience) : null;
            float[] parameters = TrainingLoop.Run(plan, _backend, _progress.ForModel(plan.Schedule), _cancellationToken, validation);
            var outcomes = trainings.Finish();
            var model = Finish(plan, parameters, holdout.HeldOut, known.Count > 0 ? known : outcomes);
            _progress.Finish();
            return model;
        }
        catch (TrainingDiverged diverged)
        {
            throw new VaeDivergedException(
                Describe(diverged, plan.Schedule),
                diverged.Step + 1,
                diverged.LastGood is { } parameters ? Finish(plan, parameters, holdout.HeldOut, []) : null);
        }

        FoldOutcome Train(Fold fold, bool onCallingThread, CancellationToken cancellationToken) => FoldOutcome.Train(
            fold, options, backend, patience: null, schedule => _progress.ForOther(schedule, onCallingThread), cancellationToken);
    }

    // All trainings at once, as far as threads go; what is left of them is shared out, and each chooses among its share where the options leave it
    // the choice.
    private VaeOptions Settled(int atOnce)
    {
        var shared = _settled.Copy();
        shared.MaxThreads = _options.EffectiveThreads / atOnce;
        if (_options.NumberOfThreads is not null)
            shared.NumberOfThreads = shared.MaxThreads;
        return shared;
    }

    // They are small trainings, where a backend that was asked for may take ten times as long as the fastest; but where one alone trains such a
    // network, it may be asked for on a faster device.
    private (VaeOptions Options, VaeBackend Backend) ForOthers(int atOnce)
    {
        var (options, free) = (Settled(atOnce), Settled(atOnce));
        free.Backend = null;
        bool isOnlyOne = !VaeBackend.Managed.Trains(_options.Architecture ?? VaeArchitecture.FullyConnected);
        return (options, _options.Backend is null || isOnlyOne ? _backend : BackendChoice.For(free, _data.FeatureCount, _data.RowCount, _data.ContextCount).Backend);
    }

    private long Visits(IReadOnlyList<Fold> folds) => folds.Sum(fold => new TrainingSchedule(_settled, fold.Training.RowCount).Visits);

    /// <param name="plan">The training.</param>
    /// <param name="parameters">What came of it.</param>
    /// <param name="heldOut">Rows that it has not learned from, or null.</param>
    /// <param name="outcomes">What others say of rows that they have not learned from; may be none.</param>
    private VaeModel Finish(TrainingPlan plan, float[] parameters, IRowSource? heldOut, IReadOnlyList<FoldOutcome> outcomes)
    {
        var (weights, inference, normal) = plan.Finish(parameters, _cancellationToken);
        int latent = weights.Architecture.LatentDimension, threads = _options.EffectiveThreads;
        var (trainingScores, kl) = RowScores.Compute(inference, plan.Data, latent, threads, _cancellationToken);
        float[] scores = heldOut is null
            ? [.. outcomes.SelectMany(outcome => outcome.Scores)]
            : RowScores.Compute(inference, heldOut, latent, threads, _cancellationToken).Scores;
        var (calibration, diagnostics) = CalibrationChoice.Create(scores, trainingScores, kl, _options);
        var generation = GenerationLearning.Learn(plan, normal, inference, kl, _cancellationToken);
        return new VaeModel(
            new FittedModel(weights with { Generation = generation }, calibration),
            inference.With(generation),
            [.. Diagnosis.Create(plan, _wrong, kl), .. diagnostics]);
    }

    private static string Describe(TrainingDiverged diverged, TrainingSchedule schedule)
    {
        string left = diverged.LastGood is null
            ? "It happened before the first progress report, so there is no good model."
            : "LastGoodModel holds the model of the last progress report.";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Training stopped at step {diverged.Step + 1} of {schedule.NumberOfSteps}: reconstruction {diverged.Loss.Reconstruction}, " +
            $"KL {diverged.Loss.Kl.Sum()}, gradient norm {diverged.Loss.GradientNorm}; expected finite numbers. Try a smaller " +
            $"LearningRate (now {schedule.LearningRate(diverged.Step):g3} at this step), a smaller Beta, or look for extreme values in " +
            $"the data. {left}");
    }

    private static string Describe(IRowSource data, VaeOptions options)
    {
        var memory = TrainingMemory.Estimate(data, options);
        int batch = Math.Min(options.BatchSize, data.RowCount);
        string smaller = options.Architecture is { SharesWeights: true } ? "fewer filters" : "smaller HiddenLayers";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Memory ran out in training. Held are {data.RowCount:N0} rows of {data.FeatureCount:N0} features " +
            $"({TrainingMemory.Megabytes(memory.Rows)} MB), several copies of the network's {memory.Weights / sizeof(float):N0} weights " +
            $"({TrainingMemory.Megabytes(memory.Weights)} MB each) and what {batch:N0} rows at a time take " +
            $"({TrainingMemory.Megabytes(memory.Batch)} MB). Train on fewer rows, or with {smaller} or a smaller BatchSize.");
    }
}
