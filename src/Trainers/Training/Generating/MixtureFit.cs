using MLNet.Vae.Parts.Priors;

namespace MLNet.Vae.Training.Generating;

/// <summary>
/// A mixture of Gaussians by expectation maximization (Dempster, Laird and Rubin 1977), without a random number: from one component on, each
/// is split in two until the mean log density of points held out has not risen by a hundredth of a nat three times in a row.
/// </summary>
internal sealed class MixtureFit
{
    private const int MaxComponents = 64, MaxIterations = 25;

    // In nats a point: less is not worth more components, nor another iteration.
    private const double Gain = 0.01, Settled = 1e-3;

    // One or two components may be no better than N(0, I) where four are.
    private const int Patience = 3;

    // Every fifth point says how many components there are, and the others where.
    private const int HeldOutEvery = 5;

    // Keeps a covariance of points on a plane positive definite; beside the unit variance of N(0, I) it is nothing.
    private const double Ridge = 1e-3;

    // A share that is no more than rounding beside the largest.
    private const double MinLogShare = -40;

    private readonly CancellationToken _cancellationToken;
    private readonly PointColumns _points, _heldOut;
    private readonly double[][] _distances, _weighted; // room: columns by dimension

    private MixtureFit(double[][] points, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        _points = new([.. points.Where((_, i) => i % HeldOutEvery != 0)]);
        _heldOut = new([.. points.Where((_, i) => i % HeldOutEvery == 0)]);
        _distances = NewColumns(_points, _points.Dimensions);
        _weighted = NewColumns(_points, _points.Dimensions);
    }

    // A component of fewer points would learn them by heart.
    private static double MinPoints(int dimensions) => 4.0 * (dimensions + 1);

    /// <summary>Null where no mixture fits the points held out better than N(0, I) does.</summary>
    /// <param name="points">Of equal length, at least 1.</param>
    /// <param name="cancellationToken">Stops it between two iterations.</param>
    public static GaussianComponent[]? Run(double[][] points, CancellationToken cancellationToken)
    {
        int fitted = points.Length - (points.Length + HeldOutEvery - 1) / HeldOutEvery;
        return fitted < MinPoints(points[0].Length) ? null : new MixtureFit(points, cancellationToken).Run();
    }

    private GaussianComponent[]? Run()
    {
        double best = MeanLogDensity(_heldOut, [GaussianDensity.Standard(_heldOut.Dimensions)]);
        GaussianDensity[]? chosen = null;
        double[] whole = _points.NewColumn();
        whole.AsSpan(0, _points.Count).Fill(1);
        GaussianDensity[] mixture = [Maximize(whole)!];
        for (int inVain = 0; inVain < Patience;)
        {
            double density = MeanLogDensity(_heldOut, mixture);
            if (density > best + Gain)
                (best, chosen, inVain) = (density, mixture, 0);
            else
                inVain++;
            var split = Improve([.. mixture.SelectMany(component => component.Split())]);
            if (split.Length <= mixture.Length || split.Length > MaxComponents)
                break;
            mixture = split;
        }

        return chosen is null ? null : [.. chosen.Select(component => component.ToComponent())];
    }

    private GaussianDensity[] Improve(GaussianDensity[] mixture)
    {
        double[][] shares = NewColumns(_points, mixture.Length);
        double before = double.NegativeInfinity;
        for (int i = 0; i < MaxIterations; i++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            double density = Share(_points, mixture, shares);
            var kept = shares.Take(mixture.Length).Select(Maximize).OfType<GaussianDensity>().ToArray();
            double weight = kept.Sum(component => component.Weight);
            mixture = [.. kept.Select(component => component.WithWeight(component.Weight / weight))];
            if (density - before < Settled)
                break;
            before = density;
        }

        return mixture;
    }

    // Null where it has too few.
    private GaussianDensity? Maximize(double[] shares)
    {
        int dimensions = _points.Dimensions;
        double count = shares.Sum();
        if (count < MinPoints(dimensions))
            return null;
        var mean = new double[dimensions];
        for (int d = 0; d < dimensions; d++)
        {
            mean[d] = PointColumns.Dot(shares, _points[d]) / count;
            var values = _points[d];
            double[] distances = _distances[d], weighted = _weighted[d];
            for (int i = 0; i < shares.Length; i++)
            {
                distances[i] = values[i] - mean[d];
                weighted[i] = shares[i] * distances[i];
            }
        }

        double[] covariance = GaussianDensity.NewTriangle(dimensions);
        for (int d = 0, at = 0; d < dimensions; d++)
        {
            for (int e = 0; e <= d; e++)
                covariance[at++] = PointColumns.Dot(_weighted[d], _distances[e]) / count + (d == e ? Ridge : 0);
        }

        return GaussianDensity.Create(count / _points.Count, mean, covariance);
    }

    private static double MeanLogDensity(PointColumns points, GaussianDensity[] mixture) =>
        Share(points, mixture, NewColumns(points, mixture.Length));

    // Writes how much of each point each component has, [components, points]; returns the mean log density.
    private static double Share(PointColumns points, GaussianDensity[] mixture, double[][] shares)
    {
        for (int k = 0; k < mixture.Length; k++)
            mixture[k].LogDensity(points, shares[k]);
        double sum = 0;
        for (int i = 0; i < points.Count; i++)
        {
            double largest = double.NegativeInfinity, total = 0;
            for (int k = 0; k < mixture.Length; k++)
                largest = Math.Max(largest, shares[k][i]);
            for (int k = 0; k < mixture.Length; k++)
            {
                double log = shares[k][i] - largest;
                total += shares[k][i] = log < MinLogShare ? 0 : Math.Exp(log);
            }

            for (int k = 0; k < mixture.Length; k++)
                shares[k][i] /= total;
            sum += largest + Math.Log(total);
        }

        for (int k = 0; k < mixture.Length; k++)
            shares[k].AsSpan(points.Count).Clear();
        return sum / points.Count;
    }

    private static double[][] NewColumns(PointColumns points, int count) => [.. Enumerable.Range(0, count).Select(_ => points.NewColumn())];
}
