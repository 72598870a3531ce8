using MLNet.Vae.Parts.Priors;

namespace MLNet.Vae.Training.Generating;

/// <summary>
/// A mixture of Gaussians by expectation maximization (Dempster, Laird and Rubin 1977), without a random number: from one component on, each
/// is split in two until the mean log density of points held out has not risen by a hundredth of a nat three times in a row.
/// </summary>
internal sealed class MixtureFit
{
    private const int MaxComponents = 32, MaxIterations = 25;

    // In nats a point: less is not worth more components, nor another iteration.
    private const double Gain = 0.01, Settled = 1e-3;

    // One or two components may be no better than N(0, I) where four are.
    private const int Patience = 3;

    // Every fifth point says how many components there are, and the others where.
    private const int HeldOutEvery = 5;

    // Keeps a covariance of points on a plane positive definite; beside the unit variance of N(0, I) it is nothing.
    private const double Ridge = 1e-3;

    private readonly int _dimensions;
    private readonly double[][] _points, _heldOut;

    private MixtureFit(double[][] points)
    {
        _dimensions = points[0].Length;
        _points = [.. points.Where((_, i) => i % HeldOutEvery != 0)];
        _heldOut = [.. points.Where((_, i) => i % HeldOutEvery == 0)];
    }

    // A component of fewer points would learn them by heart.
    private double MinPoints => 4.0 * (_dimensions + 1);

    /// <summary>Null where no mixture fits the points held out better than N(0, I) does.</summary>
    /// <param name="points">Of equal length, at least 1.</param>
    public static GaussianComponent[]? Run(double[][] points) => new MixtureFit(points).Run();

    private GaussianComponent[]? Run()
    {
        if (_points.Length < MinPoints)
            return null;
        double best = MeanLogDensity(_heldOut, [GaussianDensity.Standard(_dimensions)]);
        GaussianDensity[]? chosen = null;
        GaussianDensity[] mixture = [Maximize([.. _points.Select(_ => 1.0)])!];
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
        double before = double.NegativeInfinity;
        for (int i = 0; i < MaxIterations; i++)
        {
            var shares = new double[mixture.Length][]; // [components, points]
            for (int k = 0; k < mixture.Length; k++)
                shares[k] = new double[_points.Length];
            double density = Share(mixture, shares);
            var kept = shares.Select(Maximize).OfType<GaussianDensity>().ToArray();
            double weight = kept.Sum(component => component.Weight);
            mixture = [.. kept.Select(component => component.WithWeight(component.Weight / weight))];
            if (density - before < Settled)
                break;
            before = density;
        }

        return mixture;
    }

    // Writes how much of each point each component has; returns the mean log density.
    private double Share(GaussianDensity[] mixture, double[][] shares)
    {
        double sum = 0;
        var logs = new double[mixture.Length];
        for (int i = 0; i < _points.Length; i++)
        {
            double total = LogDensity(mixture, _points[i], logs);
            sum += total;
            for (int k = 0; k < logs.Length; k++)
                shares[k][i] = Math.Exp(logs[k] - total);
        }

        return sum / _points.Length;
    }

    // Null where it has too few.
    private GaussianDensity? Maximize(double[] shares)
    {
        double count = shares.Sum();
        if (count < MinPoints)
            return null;
        var mean = new double[_dimensions];
        for (int i = 0; i < shares.Length; i++)
        {
            for (int d = 0; d < _dimensions; d++)
                mean[d] += shares[i] * _points[i][d] / count;
        }

        double[] covariance = GaussianDensity.NewTriangle(_dimensions);
        var distance = new double[_dimensions];
        for (int i = 0; i < shares.Length; i++)
        {
            if (shares[i] < 1e-9)
                continue;
            for (int d = 0; d < _dimensions; d++)
                distance[d] = _points[i][d] - mean[d];
            for (int d = 0, at = 0; d < _dimensions; d++)
            {
                double weighted = shares[i] * distance[d] / count;
                for (int e = 0; e <= d; e++)
                    covariance[at++] += weighted * distance[e];
            }
        }

        for (int d = 0; d < _dimensions; d++)
            covariance[GaussianDensity.At(d, d)] += Ridge;
        return GaussianDensity.Create(count / _points.Length, mean, covariance);
    }

    private static double MeanLogDensity(double[][] points, GaussianDensity[] mixture)
    {
        var logs = new double[mixture.Length];
        return points.Average(point => LogDensity(mixture, point, logs));
    }

    private static double LogDensity(GaussianDensity[] mixture, double[] point, double[] logs)
    {
        double largest = double.NegativeInfinity, sum = 0;
        for (int k = 0; k < logs.Length; k++)
            largest = Math.Max(largest, logs[k] = mixture[k].LogDensity(point));
        foreach (double log in logs)
            sum += Math.Exp(log - largest);
        return largest + Math.Log(sum);
    }
}
