namespace MLNet.Vae.Benchmarks.Backends;

/// <summary>
/// Fits, for each backend and number of threads, milliseconds = start + operations / rate to the measured steps by least squares of the
/// relative error: the constants of the library's BackendSpeed.
/// </summary>
internal sealed class SpeedFit
{
    private readonly List<(int Threads, double Operations, double Managed, double Torch)> _measured = [];

    public void Add(Case one, int threads, double managed, double torch) => _measured.Add((threads, Operations(one), managed, torch));

    public void Print()
    {
        foreach (var group in _measured.GroupBy(row => row.Threads))
        {
            Print("Managed", group.Key, [.. group.Select(row => (row.Operations, row.Managed))]);
            Print("TorchSharp", group.Key, [.. group.Select(row => (row.Operations, row.Torch))]);
        }
    }

    // Forward, and back to values and weights: six floating-point operations for each weight and row.
    private static double Operations(Case one)
    {
        int[] encoder = [one.Features, .. one.Hidden, 2 * one.Latent], decoder = [one.Latent, .. one.Hidden.Reverse(), one.Features];
        return 6.0 * one.Batch * (Weights(encoder) + Weights(decoder));
    }

    private static double Weights(int[] sizes) => sizes.Zip(sizes.Skip(1), (a, b) => (double)a * b).Sum();

    // Minimizes Σ ((start + slope · x − y) / y)²: two linear equations.
    private static void Print(string backend, int threads, (double X, double Y)[] points)
    {
        double aa = 0, ab = 0, bb = 0, ay = 0, by = 0;
        foreach (var (x, y) in points)
        {
            aa += 1 / (y * y);
            ab += x / (y * y);
            bb += x * x / (y * y);
            ay += 1 / y;
            by += x / y;
        }

        double determinant = aa * bb - ab * ab, start = (ay * bb - by * ab) / determinant, slope = (aa * by - ab * ay) / determinant;
        double worst = points.Max(point => Math.Abs(start + slope * point.X - point.Y) / point.Y);
        Console.WriteLine(
            $"{backend}, {threads} thread(s): {start:0.000} ms + operations / {1e-6 / slope:0.0} GFLOP/s; off by {worst:P0} at most");
    }
}
