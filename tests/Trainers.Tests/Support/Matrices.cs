namespace MLNet.Vae.Tests.Support;

/// <summary>Just enough linear algebra for small matrices in double.</summary>
internal static class Matrices
{
    public static double[,] Multiply(double[,] a, double[,] b)
    {
        var c = new double[a.GetLength(0), b.GetLength(1)];
        for (int i = 0; i < c.GetLength(0); i++)
        {
            for (int j = 0; j < c.GetLength(1); j++)
            {
                for (int k = 0; k < b.GetLength(0); k++)
                    c[i, j] += a[i, k] * b[k, j];
            }
        }

        return c;
    }

    public static double[,] Transpose(double[,] a)
    {
        var t = new double[a.GetLength(1), a.GetLength(0)];
        for (int i = 0; i < t.GetLength(0); i++)
        {
            for (int j = 0; j < t.GetLength(1); j++)
                t[i, j] = a[j, i];
        }

        return t;
    }

    public static double[,] Inverse(double[,] a) => Eliminate(a).Inverse;

    /// <summary>Of a positive definite matrix.</summary>
    public static double LogDeterminant(double[,] a) => Eliminate(a).LogDeterminant;

    // Gauss and Jordan; a positive definite matrix needs no exchange of rows.
    private static (double[,] Inverse, double LogDeterminant) Eliminate(double[,] a)
    {
        int n = a.GetLength(0);
        var left = (double[,])a.Clone();
        var right = new double[n, n];
        for (int i = 0; i < n; i++)
            right[i, i] = 1;
        double logDeterminant = 0;
        for (int pivot = 0; pivot < n; pivot++)
        {
            double p = left[pivot, pivot];
            logDeterminant += Math.Log(p);
            for (int j = 0; j < n; j++)
            {
                left[pivot, j] /= p;
                right[pivot, j] /= p;
            }

            for (int i = 0; i < n; i++)
            {
                double factor = left[i, pivot];
                for (int j = 0; j < n && i != pivot; j++)
                {
                    left[i, j] -= factor * left[pivot, j];
                    right[i, j] -= factor * right[pivot, j];
                }
            }
        }

        return (right, logDeterminant);
    }
}
