using MLNet.Vae.Pages;
using MLNet.Vae.Rows;

namespace MLNet.Vae.Pictures;

/// <summary>The two classes of rows that pictures hold against each other, as they are called and colored.</summary>
/// <param name="Normal">What the rows of the first are called.</param>
/// <param name="Anomalies">What those of the second are called.</param>
/// <param name="Anomaly">What one of the second is called.</param>
internal sealed record Classes(string Normal, string Anomalies, string Anomaly)
{
    /// <summary>By labels where there are any, else by the threshold.</summary>
    public static Classes For(ScoredRows rows) =>
        rows.HasLabels ? new("normal", "anomalies", "anomaly") : new("not flagged", "flagged", "flagged");

    public static string Color(bool isAnomaly) => isAnomaly ? PageColors.Second : PageColors.First;

    /// <summary>What a row is called.</summary>
    public string NameOf(bool isAnomaly) => isAnomaly ? Anomaly : Normal;
}
