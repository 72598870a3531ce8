namespace MLNet.Vae.Numerics.RandomNumbers;

/// <summary>What a random number is for: the last word of the counter, so that no two uses share numbers.</summary>
internal enum NoisePurpose : uint
{
    Initialization = 1,
    Shuffle = 2,
    Posterior = 3,
    Input = 4,
    Scoring = 5,
    Prior = 6,
    Likelihood = 7,
    Evaluation = 8,
    Holdout = 9,
    Hidden = 10,
    Component = 11,
    AggregatePosterior = 12,
    Masking = 13,
    LogLikelihood = 14,
}
