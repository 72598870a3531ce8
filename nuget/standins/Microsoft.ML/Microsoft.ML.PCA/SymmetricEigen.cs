namespace Microsoft.ML.Trainers;

/// <summary>Jacobi's rotations, until nothing is left beside the diagonal.</summary>
internal static class SymmetricEigen
{
    private const int MaximumSweeps = 60;

    /// <summary>Eigenvectors in the columns, the largest eigenvalue first; the matrix is overwritten.</summary>
    public static double[][] Decompose(double[][] a, out double[] values)
    {
        int n = a.Length;
        var v = Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => i == j ? 1.0 : 0).ToArray()).ToArray();
        double scale = a.Sum(row => row.Sum(x => x * x));
        for (int sweep = 0; sweep < MaximumSweeps && OffDiagonal(a) > 1e-28 * scale; sweep++)
            for (int p = 0; p < n; p++)
                for (int q = p + 1; q < n; q++)
                    Rotate(a, v, p, q);
        var found = a.Select((row, i) => row[i]).ToArray();
        int[] order = Enumerable.Range(0, n).OrderByDescending(i => found[i]).ToArray();
        values = order.Select(i => found[i]).ToArray();
        return v.Select(row => order.Select(i => row[i]).ToArray()).ToArray();
    }

    private static double OffDiagonal(double[][] a) => a.Select((row, i) => row.Where((_, j) => j != i).Sum(x => x * x)).Sum();

    private static void Rotate(double[][] a, double[][] v, int p, int q)
    {
        if (a[p][q] == 0)
            return;
        double theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = (theta < 0 ? -1 : 1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        double c = 1 / Math.Sqrt(t * t + 1), s = t * c;
        for (int i = 0; i < a.Length; i++)
            (a[i][p], a[i][q]) = (c * a[i][p] - s * a[i][q], s * a[i][p] + c * a[i][q]);
        for (int i = 0; i < a.Length; i++)
            (a[p][i], a[q][i]) = (c * a[p][i] - s * a[q][i], s * a[p][i] + c * a[q][i]);
        for (int i = 0; i < a.Length; i++)
            (v[i][p], v[i][q]) = (c * v[i][p] - s * v[i][q], s * v[i][p] + c * v[i][q]);
    }
}
