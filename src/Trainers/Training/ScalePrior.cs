using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Training;

/// <summary>
/// What the features of a table say of each other's deviation, by empirical Bayes. A deviation that few values determine is uncertain, and
/// the next value may lie hundreds of such deviations out: so its logarithm is drawn toward the median of the others', by the precision of
/// each. Where features have one unit, as pixels do, that is a strong draw; where their units differ there is next to none. Of a feature that many
/// rows set apart it goes no farther than these could be wrong by (limited translation: Efron and Morris 1972).
/// </summary>
/// <param name="center">The median of the logarithms.</param>
/// <param name="precision">One over the square of their robust deviation from it.</param>
/// <param name="constantsChange">See <see cref="ConstantsChange"/>.</param>
internal sealed class ScalePrior(double center, double precision, bool constantsChange)
{
    // Of fewer a median says little.
    private const int FewestFeatures = 10;

    // Of a feature that one row alone sets apart it is 4n/(n - 3), of two rows about 8.
    private const double PrecisionOfOneRow = 6;

    // Of 25 rows that differ from all others, or of fifty normal values: then the standard error is known, too, and a feature is drawn by at most
    // so many. Of 300 normal values they are a fourth of the deviation.
    private const double PrecisionOfManyRows = 100, MaxErrors = 6;

    // A normal variable's median distance from its median is 0.6745 deviations.
    private const double MedianDistanceOfNormal = 0.6745;

    // Of features of one unit, as pixels are, most deviations are within three times their median; elsewhere that says nothing of a constant.
    private static readonly double MaxSpreadOfOneUnit = Math.Log(3);

    // Features that are all scaled alike still differ a little.
    private const double SmallestSpread = 0.01;

    /// <summary>
    /// Whether features that never changed in training are to be expected to: as many rows as not change one as features are changed by one
    /// row alone (Good 1953), these are enough to tell, and the deviations of the others are those of one unit. Such features have the deviation of the
    /// prior; elsewhere a constant is one.
    /// </summary>
    public bool ConstantsChange => constantsChange;

    /// <summary>Null where too few features have a scale that their values determine.</summary>
    /// <param name="scaled">The features whose likelihood learns a scale.</param>
    public static ScalePrior? Learn(IReadOnlyCollection<ColumnSummary> scaled)
    {
        double[] logs = [.. scaled.Where(column => column.DeterminesDeviation).Select(column => Math.Log(column.Deviation)).Order()];
        if (logs.Length < FewestFeatures)
            return null;
        double center = logs[logs.Length / 2];
        double[] distances = [.. logs.Select(log => Math.Abs(log - center)).Order()];
        double spread = Math.Max(distances[distances.Length / 2] / MedianDistanceOfNormal, SmallestSpread);
        int changedByOneRow = scaled.Count(column => column.LogDeviationPrecision is > 0 and < PrecisionOfOneRow);
        return new ScalePrior(center, 1 / (spread * spread), changedByOneRow >= FewestFeatures && spread <= MaxSpreadOfOneUnit);
    }

    /// <summary>The deviation of a feature: its own, drawn toward the others'; theirs where it has none.</summary>
    public double Deviation(in ColumnSummary column)
    {
        double own = column.LogDeviationPrecision;
        if (own <= 0)
            return Math.Exp(center);
        double log = Math.Log(column.Deviation), most = own < PrecisionOfManyRows ? double.PositiveInfinity : MaxErrors / Math.Sqrt(own);
        return Math.Exp(log + Math.Clamp(precision / (precision + own) * (center - log), -most, most));
    }
}
