using Microsoft.ML.Data;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Pipelines;

/// <summary>A row of the samples as a program would have it: several columns and a label, 1 for an anomaly.</summary>
internal sealed class Patient
{
    public float Age { get; set; }

    public float Dose { get; set; }

    [VectorType(4)]
    public float[] Others { get; set; } = [];

    public float Label { get; set; }

    /// <summary>Makes rows, the last of which are anomalous: they lie away from the plane of the others.</summary>
    public static IEnumerable<Patient> Make(int count, int anomalous) =>
        Samples.Rows(count, seed: count).Select((row, number) => Of(row, number >= count - anomalous));

    private static Patient Of(float[] row, bool anomalous)
    {
        float[] features = anomalous ? [.. row.Select((value, feature) => value + (feature % 2 == 0 ? 6 : -6))] : row;
        return new Patient { Age = features[0], Dose = features[1], Others = features[2..], Label = anomalous ? 1 : 0 };
    }
}
