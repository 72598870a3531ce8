using System.Globalization;
using MLNet.Vae.Numerics;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Numerics;

/// <summary>Against a table of true values: special-functions.csv, which special_functions.py made with 50 digits.</summary>
public class SpecialFunctionsTests
{
    // What the functions say of themselves.
    private const double Tolerance = 1e-13;

    [Fact]
    public void EveryRowOfTheTable_IsTheTrueValue()
    {
        string[] lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Numerics/special-functions.csv"));
        Assert.True(lines.Length > 100);
        foreach (string line in lines.Skip(1))
        {
            double[] row = [.. line.Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];
            Close.To(row[1], SpecialFunctions.LogGamma(row[0]), Tolerance, $"log Γ({row[0]})");
            Close.To(row[2], SpecialFunctions.Digamma(row[0]), Tolerance, $"ψ({row[0]})");
        }
    }
}
