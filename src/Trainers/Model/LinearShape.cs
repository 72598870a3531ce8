namespace MLNet.Vae.Model;

/// <summary>A fully connected layer: a weight [outputs, inputs], a bias [outputs], and whether the activation follows.</summary>
internal readonly record struct LinearShape(int Inputs, int Outputs, bool HasActivation);
