using MLNet.Vae.Inference;
using MLNet.Vae.Model;

namespace MLNet.Vae.Training;

/// <summary>What comes of a training.</summary>
/// <param name="Weights">The model.</param>
/// <param name="Inference">Scores, encodes and generates with it.</param>
/// <param name="Normal">The rows that were trained on, without those that are taken for anomalies.</param>
internal sealed record TrainingOutcome(FittedWeights Weights, RowInference Inference, IRowSource Normal);
