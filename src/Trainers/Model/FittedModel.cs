namespace MLNet.Vae.Model;

/// <summary>Everything that makes a fitted model: what is saved.</summary>
internal sealed record FittedModel(FittedWeights Weights, Calibration Calibration);
