using MLNet.Vae.Model;

namespace MLNet.Vae.Training;

/// <summary>The model of a training that is under way, while a report of it is handled.</summary>
/// <param name="plan">The training.</param>
/// <param name="parameters">As the plan's layout has them; the training's own, which writes them again later.</param>
/// <param name="kl">The mean KL divergence of the last steps, [latent], in nats.</param>
internal sealed class ModelSnapshot(TrainingPlan plan, float[] parameters, IReadOnlyList<double> kl)
{
    private volatile bool _isOver;

    public void Close() => _isOver = true;

    /// <summary>A model whose threshold no score exceeds, for nothing is known yet of rows that it has not seen.</summary>
    /// <exception cref="InvalidOperationException">The report is over.</exception>
    public VaeModel Create()
    {
        if (_isOver)
            throw new InvalidOperationException("The report is over: CreateModel is for the time of IProgress.Report, on its thread. Progress<T> comes later.");
        var calibration = new Calibration(new CalibrationScores([float.MaxValue]), float.MaxValue, [.. kl.Select(nats => (float)nats)]);
        return new VaeModel(new FittedModel(plan.Weights([.. parameters]), calibration));
    }
}
