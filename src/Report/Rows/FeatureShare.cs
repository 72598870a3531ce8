namespace MLNet.Vae.Rows;

/// <summary>What a feature adds to the score of a row.</summary>
/// <param name="Name">Name of the feature.</param>
/// <param name="Nats">What it adds.</param>
/// <param name="Value">Its value, NaN where it is missing.</param>
/// <param name="Expected">What the model expected, in the input's units.</param>
internal readonly record struct FeatureShare(string Name, float Nats, float Value, float Expected);
