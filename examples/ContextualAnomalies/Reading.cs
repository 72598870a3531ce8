namespace MLNet.Vae.Examples.ContextualAnomalies;

/// <summary>What the meters of an office building read in one hour.</summary>
internal sealed class Reading
{
    /// <summary>0 to 23.</summary>
    public float Hour { get; set; }

    /// <summary>Electric power, kW.</summary>
    public float Power { get; set; }

    /// <summary>Cooling, kW.</summary>
    public float Cooling { get; set; }

    /// <summary>Water, m³.</summary>
    public float Water { get; set; }

    /// <summary>1 for an anomaly, 0 otherwise; nobody trains on it.</summary>
    public float Label { get; set; }
}
