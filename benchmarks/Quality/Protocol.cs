namespace MLNet.Vae.Benchmarks.Quality;

/// <summary>Which rows are trained on: the same rule in every language, so that figures can be compared.</summary>
internal enum Protocol
{
    /// <summary>Half of the normal rows are trained on; the other half and every anomaly are scored.</summary>
    Semi,

    /// <summary>Seven tenths of all rows are trained on, anomalies among them; the rest is scored.</summary>
    Unsup,
}

internal static class Protocols
{
    // Knuth's multiplicative hash spreads the row numbers evenly over 32 bits.
    private const uint HashMultiplier = 2654435761;

    /// <summary>By what the command line calls them.</summary>
    public static IReadOnlyDictionary<string, Protocol> ByName { get; } =
        new Dictionary<string, Protocol> { ["semi"] = Protocol.Semi, ["unsup"] = Protocol.Unsup };

    public static bool Trains(this Protocol protocol, int row, bool isAnomaly)
    {
        uint hash = unchecked((uint)row * HashMultiplier);
        return protocol == Protocol.Semi ? !isAnomaly && hash < 1u << 31 : hash < (uint)(0.7 * 4294967296.0);
    }
}
