namespace Microsoft.ML.Trainers;

internal static class TrainingRows
{
    /// <summary>The vectors of a column, [rows][slots]. As officially, those with a value that is not finite are left out.</summary>
    public static List<float[]> Read(IDataView data, string feature)
    {
        var rows = data.GetColumn<float[]>(feature).Where(row => row.All(float.IsFinite)).ToList();
        Check.That(rows.Count > 0, "There are no rows to train on.");
        return rows;
    }
}
