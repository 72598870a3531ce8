using MLNet.Vae.Examples.Common;
using MLNet.Vae.Examples.Common.Data;
using MLNet.Vae.Examples.SyntheticData;

namespace MLNet.Vae.Tests.Repository.Examples;

/// <summary>What the example of synthetic rows makes of a CSV file that somebody brings along.</summary>
public sealed class SyntheticDataTests
{
    [Theory]
    [InlineData("a,b\n1,x\n2\n3,y\n", "line 3: found 1 cell; expected 2, as the header has.")]
    [InlineData("a,b\n1,\"x\ny\"\n2,y,z\n", "line 4: found 3 cells; expected 2, as the header has.")]
    [InlineData("a,b\n1,\n2,NA\n", "column 'b': found no value in any row")]
    [InlineData("a,b\n1,\"x\n2,3\n", "found a quotation mark that is open to the end")]
    [InlineData("a,b\n", "has a header and no rows; expected rows.")]
    public void File_ThatDoesNotFit_SaysWhere(string text, string problem)
    {
        using var file = new TemporaryFile(text);
        Assert.Contains(problem, Assert.Throws<InputException>(() => MixedTable.Open(file.Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Column_OfTooManyTexts_IsNoCategory()
    {
        using var file = new TemporaryFile($"name,x\n{string.Join('\n', Enumerable.Range(0, 300).Select(row => $"n{row},{row}"))}\n");
        string message = Assert.Throws<InputException>(() => MixedTable.Open(file.Path)).Message;
        Assert.Contains("line 2, column 'name': found 'n0'; expected a number, or in a column of texts at most 200 different ones", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Table_WithSemicolonsAndDecimalCommas_IsRead()
    {
        using var file = new TemporaryFile("a;b\n1,5;x\n;y\n");
        var table = MixedTable.Open(file.Path, new CsvOptions(DecimalComma: true));
        Assert.Equal([["1.5", "x"], ["", "y"]], table.Rows);
    }

    [Fact]
    public void MadeRows_HaveTheColumnsTheTypesAndTheGapsOfTheRealOnes()
    {
        using var file = new TemporaryFile($"shop,items,price\n{string.Join('\n', Enumerable.Range(0, 400).Select(Sale))}\n");
        var table = MixedTable.Open(file.Path);
        Assert.Equal(["shop (text)", "items (number)", "price (number)"], table.Columns.Select(column => column.ToString()));
        string[][] made = Synthesizer.Train(table, seed: 1, new Progress<VaeTrainingProgress>()).Generate(400, seed: 1);

        Assert.All(made, row => Assert.Contains(row[0], new[] { "North, old", "South" }));
        Assert.All(made, row => Assert.Matches("^[0-9]+$", row[1]));
        Assert.All(made, row => Assert.Matches("^([0-9]+([.][0-9]{1,2})?)?$", row[2]));
        // A quarter of the prices are missing: give or take five deviations of a share of 400.
        Assert.InRange(made.Count(row => row[2].Length == 0), 100 - 44, 100 + 44);

        // What is written is such a table again.
        using var written = new TemporaryFile("");
        MixedTable.Write(written.Path, table.Columns, made);
        Assert.Equal(made, MixedTable.Open(written.Path).Rows);

        static string Sale(int row) => $"{(row % 3 == 0 ? "South" : "\"North, old\"")},{row % 7},{(row % 4 == 1 ? "" : $"{row % 7 * 5 + row % 10}.{row % 10}5")}";
    }

    [Fact]
    public void Comparison_OfATableWithItself_FindsNoDistanceAndCopiesOnly()
    {
        using var file = new TemporaryFile("a,b,c\n1,x,2\n2,y,\n3,x,5\n");
        var table = MixedTable.Open(file.Path);
        var same = Comparison.Create(table, table.Rows);
        Assert.Equal((0, 0, 1), (same.ColumnDistance, same.PairDistance, same.ShareOfCopies));

        var other = Comparison.Create(table, [["1", "z", "9"], ["2", "z", "9"]]);
        Assert.Equal(1, other.ByColumn[1]); // nothing in common
        Assert.Equal(0, other.ShareOfCopies);
        Assert.Equal(1, other.ByPair[0, 1]);
        Assert.InRange(other.ColumnDistance, 0.5, 1);
    }
}
