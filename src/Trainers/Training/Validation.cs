namespace MLNet.Vae.Training;

/// <summary>
/// The loss of rows that a training does not learn from: while it falls, the training goes on, and the parameters are kept that had the lowest.
/// Prechelt 1998, "Early stopping – but when?".
/// </summary>
/// <param name="plan">The training.</param>
/// <param name="rows">Rows that it does not learn from.</param>
/// <param name="patience">Hundredths of the steps that may go by without a lower loss.</param>
internal sealed class Validation(TrainingPlan plan, IRowSource rows, int patience)
{
    // Enough for a mean; more would take as long as the training itself.
    private const int MaxRows = 500;

    // A pair ±ε a row: the mean over the rows does away with the noise of each.
    private const int Samples = 2;

    // A few rows like no other can have more nats than all others together, and decide when to stop: over 20 data sets of the detection
    // benchmark the mean of all was lowest far too early on two of the large ones, that of nine tenths on none.
    private const double CountedShare = 0.9;

    private readonly int[] _sample = Normal(rows, RowBound.Sample(rows, MaxRows));
    private readonly double _counted = Math.Min(CountedShare, 1 - plan.Contamination);
    private double _best = double.PositiveInfinity;

    /// <summary>The loss of the last call of <see cref="Measure"/>, in nats.</summary>
    public double Loss { get; private set; }

    /// <summary>How many steps led to the lowest loss.</summary>
    public int BestStep { get; private set; }

    /// <summary>The parameters that had it; zeros before the first call of <see cref="Measure"/>.</summary>
    public float[] Best { get; } = new float[plan.Layout.Length];

    /// <summary>Whether to go on is not worth it.</summary>
    public bool IsOver { get; private set; }

    /// <summary>Takes the loss of a model in training.</summary>
    /// <param name="parameters">As the plan's layout has them.</param>
    /// <param name="step">How many steps led to them.</param>
    public void Measure(float[] parameters, int step)
    {
        double weight = plan.Schedule.KlWeight(plan.Schedule.NumberOfSteps) - 1; // a bound has the divergence at weight 1
        double[] losses =
        [
            .. RowBound.Of(plan, RowBound.Model(plan, parameters, Samples), rows, _sample)
                .Select(row => row.Bound + (plan.Deterministic ? 0 : weight * row.Divergence)).Order()
        ];
        Loss = losses.Take(Math.Max(1, (int)Math.Ceiling(_counted * losses.Length))).Average();
        if (Loss < _best)
        {
            (_best, BestStep) = (Loss, step);
            parameters.CopyTo(Best, 0);
        }

        IsOver = step - BestStep > patience / 100.0 * plan.Schedule.NumberOfSteps;
    }

    // Without the rows that have a wrong value; all where there are no others.
    private static int[] Normal(IRowSource rows, int[] sample)
    {
        int[] normal = [.. sample.Where(row => !rows.HasWrongValue(row))];
        return normal.Length > 0 ? normal : sample;
    }
}
