using System.Globalization;

namespace MLNet.Vae.Training;

/// <summary>
/// The values of a feature that lie apart from all its others: a code for missing such as −9999, a slip of the pen, an overflow. A training
/// takes them for missing, so that they neither set the scale nor are learned; a score takes them for what they are, and a row that has one does
/// not say what normal rows score.
/// </summary>
/// <param name="Feature">Its number.</param>
/// <param name="Min">The least value that is not one of them, or less.</param>
/// <param name="Max">The largest value that is not one of them, or more.</param>
/// <param name="Values">They themselves, in the order of their distance from the others.</param>
internal sealed record WrongValues(int Feature, double Min, double Max, float[] Values)
{
    /// <summary>Whether a value is one of them; false for NaN.</summary>
    public bool Contain(float value) => value < Min || value > Max;

    public override string ToString()
    {
        var (value, times) = Values.CountBy(value => value).MaxBy(pair => pair.Value);
        string remedy = times == Values.Length
            ? string.Create(CultureInfo.InvariantCulture, $"If {value} stands for a missing value, set MissingValues = [{value}] in the options")
            : "Where they stand for missing values, replace them by NaN";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Values.Length:N0} of its values lie far apart from all others, {value} ({times:N0} times) among them: taken for missing in " +
            $"training, left out of what sets threshold and p-values, and anomalous in scoring. {remedy}.");
    }
}
