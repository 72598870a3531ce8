namespace MLNet.Vae.Examples.Common;

/// <summary>Something is wrong with what the user gave: a file, a column, an option. The message is one sentence for the user.</summary>
public sealed class InputException(string message) : Exception(message);
