namespace MLNet.Vae.Training.Calibrating;

/// <summary>
/// How many passes over few rows serve: more learn them by heart. Other models, each trained without a part of the rows, say where the loss of that
/// part was lowest; the training then is that long, with a whole cycle of the learning rate, which a training that is cut off lacks.
/// </summary>
/// <param name="NumberOfEpochs">Passes over the rows.</param>
/// <param name="Outcomes">The trainings on parts of the rows that were as long as that; none where they were longer.</param>
internal sealed record LengthSearch(int NumberOfEpochs, IReadOnlyList<FoldOutcome> Outcomes)
{
    // A loss that is lowest about there is lowest at the end, where the learning rate is low and little changes.
    private const double End = 0.9;

    /// <param name="outcomes">Trainings on parts of the rows; may be none.</param>
    /// <param name="numberOfEpochs">Passes over the rows that they were to make.</param>
    public static LengthSearch Create(IReadOnlyList<FoldOutcome> outcomes, int numberOfEpochs)
    {
        if (outcomes.Count == 0)
            return new(numberOfEpochs, []);
        double[] shares = [.. outcomes.Select(outcome => outcome.BestShare).Order()];
        double share = 0.5 * (shares[shares.Length / 2] + shares[(shares.Length - 1) / 2]);
        if (share >= End)
            return new(numberOfEpochs, shares[0] >= End ? outcomes : []);
        return new(Math.Max(1, (int)Math.Round(share * numberOfEpochs)), []);
    }
}
