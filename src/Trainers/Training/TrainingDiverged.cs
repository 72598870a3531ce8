namespace MLNet.Vae.Training;

/// <summary>
/// Tells the caller of the loop where it stopped; <see cref="Fitting"/> makes the user's exception of it, with a whole model.
/// </summary>
internal sealed class TrainingDiverged(int step, StepLoss loss, float[]? lastGood) : Exception
{
    public int Step => step;

    public StepLoss Loss => loss;

    /// <summary>The parameters at the last report, when all was finite.</summary>
    public float[]? LastGood => lastGood;
}
