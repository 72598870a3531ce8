namespace MLNet.Vae.Examples.AnomalyDetection.Report;

/// <summary>The colors of the pictures; blue and orange can be told apart by the color-blind too.</summary>
internal static class Colors
{
    public const string Normal = "#3274b5";
    public const string Anomaly = "#d9622b";
    public const string Reconstruction = "#3274b5";
    public const string Kl = "#5a9e6f";
    public const string Loss = "#202124";
    public const string HeldOut = "#d9622b";
}
