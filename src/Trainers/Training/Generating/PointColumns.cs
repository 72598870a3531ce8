using System.Runtime.Intrinsics;

namespace MLNet.Vae.Training.Generating;

/// <summary>
/// Points by dimension, in four lanes on every processor, so that what comes out is the same on each. Behind the last point are points of zeros
/// that fill its four.
/// </summary>
internal sealed class PointColumns
{
    private const int Lanes = 4; // of Vector256<double>

    private readonly double[][] _columns;

    /// <param name="points">[points, dimensions], at least one.</param>
    public PointColumns(double[][] points)
    {
        Count = points.Length;
        _columns = [.. Enumerable.Range(0, points[0].Length).Select(d =>
        {
            double[] column = NewColumn();
            for (int i = 0; i < Count; i++)
                column[i] = points[i][d];
            return column;
        })];
    }

    public int Count { get; }

    public int Dimensions => _columns.Length;

    /// <summary>Room for a number for each point, and for those behind the last.</summary>
    public double[] NewColumn() => new double[(Count + Lanes - 1) / Lanes * Lanes];

    public ReadOnlySpan<double> this[int dimension] => _columns[dimension];

    /// <summary>Four points of a dimension, from a multiple of four on.</summary>
    public Vector256<double> Load(int dimension, int point) => Vector256.LoadUnsafe(ref _columns[dimension][point]);

    /// <summary>Σ x y over two columns.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        var sum = Vector256<double>.Zero;
        for (int i = 0; i < x.Length; i += Lanes)
            sum += Vector256.Create(x[i..]) * Vector256.Create(y[i..]);
        return Vector256.Sum(sum);
    }
}
