namespace MLNet.Vae.Training;

/// <summary>
/// Something that can train. Every backend starts from the same parameters and uses the same noise, so that a seed gives the same model up
/// to rounding.
/// </summary>
internal interface ITrainingBackend
{
    ITrainingRun Start(TrainingPlan plan);
}
