namespace MLNet.Vae;

/// <summary>Under which parameter a caller gave an option, for messages.</summary>
internal static class CallerParameters
{
    /// <summary>Of a method that has a parameter for each option which it lets a caller set: LatentDimension came as latentDimension.</summary>
    public static string OfTheSameNames(string option) => $"{char.ToLowerInvariant(option[0])}{option[1..]}";
}
