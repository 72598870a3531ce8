using MLNet.Vae.Training;

namespace MLNet.Vae;

/// <summary>
/// How training stands. Reported up to a hundred times over the training of the model, and as often again while others are trained that set
/// threshold and p-values; the last time at the end of all. The losses are means over the steps since the last report. Where the first of these
/// takes long, one more comes after two seconds, so that <see cref="EstimatedTimeRemaining"/> is known early; the next one counts its steps, too.
/// </summary>
public sealed record VaeTrainingProgress
{
    /// <summary>The pass over the rows that is under way, 0 or 1 to <see cref="NumberOfEpochs"/>.</summary>
    public required int Epoch { get; init; }

    /// <summary>All the passes that will be made, at most.</summary>
    public required int NumberOfEpochs { get; init; }

    /// <summary>Steps taken, 0 to <see cref="NumberOfSteps"/>.</summary>
    public required int Step { get; init; }

    /// <summary>All the steps that will be taken, at most.</summary>
    public required int NumberOfSteps { get; init; }

    /// <summary>Share of all trainings that is done, above 0 to 1: of the model's own, and of those that set threshold and p-values.</summary>
    public required double Completed { get; init; }

    /// <summary>
    /// The training loss per row in nats: <see cref="Reconstruction"/> plus the KL divergence weighted by <see cref="KlWeight"/>.
    /// </summary>
    public required double Loss { get; init; }

    /// <summary>The mean negative log likelihood of a row given its latent vector, in nats.</summary>
    public required double Reconstruction { get; init; }

    /// <summary>The mean KL divergence of a row's posterior from the prior in nats, not weighted.</summary>
    public required double Kl { get; init; }

    /// <summary>
    /// The loss of rows that are not learned from, in nats: −ELBO at the full weight <see cref="VaeOptions.Beta"/>, the mean of all but the tenth
    /// of them that has the most (or the share of <see cref="VaeOptions.Contamination"/>, where that is more). Null where nothing depends on it,
    /// and in the training of a model on all rows.
    /// </summary>
    public double? ValidationLoss { get; init; }

    /// <summary>The weight β(t) of the KL divergence at this step.</summary>
    public required double KlWeight { get; init; }

    /// <summary><see cref="Kl"/> split by latent dimension, [latent], in nats.</summary>
    public required IReadOnlyList<double> KlPerLatentDimension { get; init; }

    /// <summary>
    /// Number of latent dimensions that carry information: those whose mean KL divergence is above 0.01 nats. 0 means that the posterior
    /// has collapsed onto the prior and the embedding says nothing.
    /// </summary>
    public required int NumberOfActiveUnits { get; init; }

    /// <summary>Training rows handled per second since the last report.</summary>
    public required double RowsPerSecond { get; init; }

    /// <summary>
    /// The time that the steps left take at the mean pace so far; zero at the end. The scoring of the training rows, which comes after the
    /// steps, is not in it.
    /// </summary>
    public required TimeSpan EstimatedTimeRemaining { get; init; }

    /// <summary>The model that <see cref="CreateModel"/> copies; null where there is none.</summary>
    internal ModelSnapshot? Snapshot { get; init; }

    /// <summary>
    /// The model as it stands, but for the last step, to see how it does on rows of one's own: it encodes, decodes and scores. It is not
    /// calibrated: its threshold is the largest number, each p-value 1, and <c>Generate</c> draws from N(0, I). Null in reports of other trainings
    /// than the model's own, and in the early one. It takes a copy of all weights.
    /// </summary>
    /// <exception cref="InvalidOperationException">The report is over: this is for the time of <c>IProgress.Report</c> alone, and <c>Progress&lt;T&gt;</c>
    /// hands reports on later.</exception>
    public VaeModel? CreateModel() => Snapshot?.Create();
}
