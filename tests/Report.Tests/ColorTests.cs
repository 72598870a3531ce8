using System.Globalization;
using System.Text.RegularExpressions;

namespace MLNet.Vae.Tests.Report;

/// <summary>The colors of lines and points, as people see them whose cones of one kind are missing.</summary>
public sealed partial class ColorTests
{
    // Of CIE 1976 L*a*b*; a difference of 2.3 is just noticed (Mahy, Van Eycken and Oosterlinck 1994).
    private const double Distance = 6 * 2.3;

    // Machado, Oliveira and Fernandes 2009, severity 1, of linear RGB; the last sees all.
    private static readonly Dictionary<string, double[]> Eyes = new()
    {
        ["protanopia"] = [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
        ["deuteranopia"] = [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881],
        ["tritanopia"] = [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900],
        ["none"] = [1, 0, 0, 0, 1, 0, 0, 0, 1],
    };

    // To CIE XYZ relative to the white point D65 (IEC 61966-2-1).
    private static readonly double[] ToXyz =
    [
        0.4124564 / 0.95047, 0.3575761 / 0.95047, 0.1804375 / 0.95047, 0.2126729, 0.7151522, 0.0721750,
        0.0193339 / 1.08883, 0.1191920 / 1.08883, 0.9503041 / 1.08883,
    ];

    public static TheoryData<string, int> Cases => [.. Eyes.Keys.SelectMany(eyes => new[] { (eyes, 0), (eyes, 1) })];

    [Theory]
    [MemberData(nameof(Cases))]
    public void ColorsOfLinesAndPoints_OnLightAndOnDarkGround_AreTold(string eyes, int scheme)
    {
        string page = Samples.Page(Samples.Train(), Samples.Rows(20));
        double[][] seen = [.. new[] { "first", "second", "third", "text" }.Select(name => Lab(Product(Eyes[eyes], Linear(Named(page, name)[scheme]))))];
        for (int i = 0; i < seen.Length; i++)
        {
            for (int j = 0; j < i; j++)
                Assert.InRange(Math.Sqrt(seen[i].Zip(seen[j], (x, y) => (x - y) * (x - y)).Sum()), Distance, 1000);
        }
    }

    // On light ground, then on dark.
    private static string[] Named(string page, string name)
    {
        string[] colors = [.. Definition().Matches(page).Where(match => match.Groups[1].Value == name).Select(match => match.Groups[2].Value)];
        Assert.Equal(2, colors.Length);
        return colors;
    }

    private static double[] Linear(string hex) => [.. hex.Chunk(2).Select(digits =>
    {
        double value = int.Parse(digits, NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    })];

    private static double[] Lab(double[] rgb)
    {
        double[] f = [.. Product(ToXyz, [.. rgb.Select(value => Math.Clamp(value, 0, 1))])
            .Select(value => value > 0.008856 ? Math.Cbrt(value) : 7.787 * value + 16 / 116.0)];
        return [116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])];
    }

    private static double[] Product(double[] matrix, double[] vector) => [.. matrix.Chunk(3).Select(row => row.Zip(vector, (x, y) => x * y).Sum())];

    [GeneratedRegex("--(\\w+): #([0-9a-f]{6});")]
    private static partial Regex Definition();
}
