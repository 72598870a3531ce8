namespace MLNet.Vae.Pages;

/// <summary>What shows beside the pointer at a point: texts and, by their numbers in <see cref="TipWords"/>, words that many tips have.</summary>
/// <param name="Parts">Each a string or an int.</param>
internal readonly record struct Tip(IReadOnlyList<object> Parts)
{
    public static implicit operator Tip(string text) => new([text]);
}
