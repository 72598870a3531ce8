using System.Globalization;
using MLNet.Vae.Model;
using MLNet.Vae.Numerics.RandomNumbers;

namespace MLNet.Vae.Training.Calibrating;

/// <summary>
/// Which rows set threshold and p-values: such as the model that scores them has not seen. Of many rows, some are held out of the training.
/// Few are all trained on, and other models, each trained without a part of them, score that part: cross-fitting. Where the options say what
/// share is held out, it is, whatever the number of rows.
/// </summary>
internal sealed class Holdout
{
    /// <summary>From so many rows on, those that are held out are not missed.</summary>
    public const int MinRowsToSplit = 2048;

    // By default, held out are a fifth of the rows while that is not yet a thousand, then a tenth while that is no more than can be of use.
    private const int FirstDivisor = 5, EnoughRows = 1000, Divisor = 10;

    // A model that lacks a large part of few rows scores worse than the one of all, and says too high a threshold.
    private const int MinFolds = 8, MaxFolds = 20;

    // Multiplications of a forward pass that the others may take together where the model's own training takes less: a quarter of a second.
    private const double FreeWork = 4e9;

    private Holdout(IRowSource training, IRowSource? heldOut, IReadOnlyList<Fold> folds)
    {
        Training = training;
        HeldOut = heldOut;
        Folds = folds;
    }

    /// <summary>What the model is trained on.</summary>
    public IRowSource Training { get; }

    /// <summary>What it scores then; null where others score the rows that they have not seen.</summary>
    public IRowSource? HeldOut { get; }

    /// <summary>One for each of the other models.</summary>
    public IReadOnlyList<Fold> Folds { get; }

    /// <param name="data">All rows.</param>
    /// <param name="options">The options; the seed decides which row is where.</param>
    /// <exception cref="ArgumentException">What they hold out is the only row.</exception>
    public static Holdout Create(IRowSource data, VaeOptions options)
    {
        int rows = data.RowCount;
        if (options.ValidationFraction > 0 && rows < 2)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"ValidationFraction is {options.ValidationFraction}, which leaves none of {rows} row to train on; expected 0 or null."),
                nameof(options));
        }

        if (options.ValidationFraction == 0 || rows < 2)
            return new Holdout(data, null, []);
        // Rows that follow each other may be of one day, or be equal.
        var order = new int[rows];
        new NoiseSource(options.Seed ?? 0).Shuffle(order, 0, NoisePurpose.Holdout);
        if (options.ValidationFraction is not null || rows >= MinRowsToSplit)
        {
            int count = options.ValidationFraction is { } share
                ? Math.Max(1, (int)Math.Round(share * rows))
                : Math.Max(Math.Min(rows / FirstDivisor, EnoughRows), Math.Min(rows / Divisor, CalibrationScores.MaxCount));
            var split = Fold.Create(data, order, 0, count);
            return new Holdout(split.Training, split.HeldOut, []);
        }

        double others = Math.Max(1, FreeWork / Work(options, data)); // in trainings of the model itself
        int folds = (int)Math.Min(Math.Clamp(others, MinFolds, MaxFolds), rows);
        int trained = (int)Math.Clamp(Math.Round(others * folds / (folds - 1)), 1, folds);
        return new Holdout(data, null, [.. Enumerable.Range(0, trained).Select(fold => Fold.Create(data, order, Start(fold), Start(fold + 1)))]);

        int Start(int fold) => (int)((long)rows * fold / folds);
    }

    private static double Work(VaeOptions options, IRowSource data) =>
        (double)new TrainingSchedule(options, data.RowCount).Visits * NetworkArchitecture.From(options, data.FeatureCount, data.RowCount, data.ContextCount).NumberOfWeights;
}
