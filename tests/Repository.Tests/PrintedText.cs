using System.Globalization;
using System.Text.RegularExpressions;

namespace MLNet.Vae.Tests.Repository;

/// <summary>What a program printed, compared with what it printed on another machine.</summary>
internal static partial class PrintedText
{
    // Each width of vector adds up sums in another order, so that a model trained on another processor is the same up to rounding: a fraction that
    // is printed with few digits may come out at the next one, and a score of thousands of nats differs by some thousandths. A small whole number
    // is a count, and the same.
    private const double UnitsOfTheLastDigit = 1, Relative = 0.01;

    /// <summary>Whether both are the same but for the last digit of their numbers.</summary>
    public static bool IsSame(string expected, string actual)
    {
        return Normal(expected) == Normal(actual) &&
            Number().Matches(expected).Zip(Number().Matches(actual), (one, other) => IsClose(one.Value, other.Value)).All(close => close);

        static string Normal(string text) => Number().Replace(WithoutTrailingSpace().Replace(text, ""), "0");
    }

    private static bool IsClose(string expected, string actual)
    {
        double one = double.Parse(expected, CultureInfo.InvariantCulture), other = double.Parse(actual, CultureInfo.InvariantCulture);
        int point = expected.IndexOf('.', StringComparison.Ordinal);
        double lastDigit = point < 0 ? 0 : Math.Pow(10, point + 1 - expected.Length);
        return Math.Abs(one - other) <= Math.Max(1.001 * UnitsOfTheLastDigit * lastDigit, Relative * Math.Abs(one));
    }

    [GeneratedRegex(@"-?\d+(\.\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"[ \t]+$|\n+\z", RegexOptions.Multiline)]
    private static partial Regex WithoutTrailingSpace();
}
