namespace MLNet.Vae.Tests.Repository;

/// <summary>What may differ between two machines, and what may not.</summary>
public sealed class PrintedTextTests
{
    [Theory]
    [InlineData("Area: 0.98\n", "Area: 0.99", true)]
    [InlineData("Area: 0.98\n", "Area: 0.96", false)]
    [InlineData("20064 nats", "20101 nats", true)]
    [InlineData("20064 nats", "21000 nats", false)]
    [InlineData("10 anomalies", "9 anomalies", false)]
    [InlineData("Row 0: normal", "Row 0: an anomaly", false)]
    [InlineData("Row 0: normal\nRow 1: normal\n", "Row 0: normal\n", false)]
    public void IsSame_OfTwoOutputs_ForgivesTheLastDigitAlone(string expected, string actual, bool same) =>
        Assert.Equal(same, PrintedText.IsSame(expected, actual));
}
