namespace MLNet.Vae.Parts;

/// <summary>A parameter that a part owns, one value an output of the decoder: a tensor of its own in the model and in its files.</summary>
/// <param name="Name">Of the tensor, by which a file is read back: never changed.</param>
/// <param name="Min">The least value. Outside the bounds there is no gradient, so a value is brought back after each step.</param>
/// <param name="Max">The largest value.</param>
/// <param name="Initial">Where training begins.</param>
/// <param name="IsLearned">False where it stays as it begins.</param>
internal sealed record ParameterSpec(string Name, float Min, float Max, float Initial = 0, bool IsLearned = true);
