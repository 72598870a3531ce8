using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MLNet.Vae.Parts.Priors;

namespace MLNet.Vae.Training.Generating;

/// <summary>A weighted Gaussian density whose covariance is held as its Cholesky factor.</summary>
internal sealed class GaussianDensity
{
    private readonly double[] _mean;
    private readonly double[] _factor; // its rows one after the other, each as far as the diagonal
    private readonly double _constant; // log weight − ½ log |2π Σ|

    private GaussianDensity(double weight, double[] mean, double[] factor)
    {
        Weight = weight;
        _mean = mean;
        _factor = factor;
        _constant = Math.Log(weight) - 0.5 * mean.Length * Math.Log(2 * Math.PI);
        for (int d = 0; d < mean.Length; d++)
            _constant -= Math.Log(factor[At(d, d)]);
    }

    public double Weight { get; }

    public static GaussianDensity Standard(int dimensions)
    {
        double[] identity = NewTriangle(dimensions);
        for (int d = 0; d < dimensions; d++)
            identity[At(d, d)] = 1;
        return new GaussianDensity(1, new double[dimensions], identity);
    }

    /// <param name="weight">Above 0.</param>
    /// <param name="mean">[dimensions].</param>
    /// <param name="covariance">Positive definite; its lower half, as <see cref="At"/> has it.</param>
    public static GaussianDensity Create(double weight, double[] mean, double[] covariance)
    {
        int n = mean.Length;
        double[] factor = NewTriangle(n);
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = covariance[At(i, j)];
                for (int k = 0; k < j; k++)
                    sum -= factor[At(i, k)] * factor[At(j, k)];
                factor[At(i, j)] = i == j ? Math.Sqrt(sum) : sum / factor[At(j, j)];
            }
        }

        return new GaussianDensity(weight, mean, factor);
    }

    public GaussianDensity WithWeight(double weight) => new(weight, _mean, _factor);

    /// <summary>log of weight times density, of each point.</summary>
    /// <param name="points">Of this one's dimensions.</param>
    /// <param name="logs">Receives a column.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void LogDensity(PointColumns points, double[] logs)
    {
        int n = _mean.Length;
        Span<Vector256<double>> scaled = stackalloc Vector256<double>[n];
        for (int point = 0; point < logs.Length; point += Vector256<double>.Count)
        {
            var squares = Vector256<double>.Zero;
            for (int i = 0, at = 0; i < n; i++)
            {
                var sum = points.Load(i, point) - Vector256.Create(_mean[i]);
                for (int j = 0; j < i; j++)
                    sum -= _factor[at++] * scaled[j];
                scaled[i] = sum / _factor[at++];
                squares += scaled[i] * scaled[i];
            }

            (Vector256.Create(_constant) - 0.5 * squares).CopyTo(logs, point);
        }
    }

    /// <summary>Two of half the weight, a deviation apart in the direction of the dimension that varies most.</summary>
    public IEnumerable<GaussianDensity> Split()
    {
        int n = _mean.Length;
        double[] variances = [.. Enumerable.Range(0, n).Select(d => Covariance(d, d))];
        int widest = Array.IndexOf(variances, variances.Max());
        double deviation = Math.Sqrt(variances[widest]);
        foreach (double side in new[] { -0.5, 0.5 })
        {
            double[] mean = [.. _mean.Select((value, d) => value + side * Covariance(d, widest) / deviation)];
            yield return new GaussianDensity(0.5 * Weight, mean, _factor);
        }
    }

    public GaussianComponent ToComponent() =>
        new((float)Weight, [.. _mean.Select(value => (float)value)], [.. _factor.Select(value => (float)value)]);

    /// <summary>The lower half of a matrix of zeros.</summary>
    public static double[] NewTriangle(int dimensions) => new double[At(dimensions, 0)];

    /// <summary>Where a row and a column are in the lower half of a matrix, whose rows are one after the other.</summary>
    public static int At(int row, int column) => row * (row + 1) / 2 + column;

    private double Covariance(int d, int e)
    {
        double sum = 0;
        for (int k = 0; k <= Math.Min(d, e); k++)
            sum += _factor[At(d, k)] * _factor[At(e, k)];
        return sum;
    }
}
