using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;
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
    public async Task Program_OfACsv_WritesSuchACsvAndAPageThatComparesEachColumn()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllLines(
            folder.File("sales.csv"),
            ["shop,sold,price", .. Enumerable.Range(0, 300).Select(row => $"{(row % 3 == 0 ? "South" : "North")},2024-03-{1 + row % 28:00},{row % 7}.5")]);
        var (exitCode, output, errors) = await ExampleRun.Run(
            "SyntheticData", folder.File("sales.csv"), "--rows", "200", "--output", folder.File("made.csv"), "--report", folder.File("page.html"));

        Assert.True(exitCode == 0, errors);
        Assert.Contains("300 rows; shop (text), sold (date), price (number)", output, StringComparison.Ordinal);
        Assert.Matches(@"200 rows made\. Total variation distance: columns 0\.\d{3}, pairs of columns 0\.\d{3}; copies of a row \d", output);
        string[] made = File.ReadAllLines(folder.File("made.csv"));
        Assert.Equal((201, "shop,sold,price"), (made.Length, made[0]));
        Assert.All(made[1..], row => Assert.Matches(@"^(North|South),2024-03-\d\d,[0-6]\.5$", row));
        string page = File.ReadAllText(folder.File("page.html"));
        Assert.All(["shop", "sold", "price"], column => Assert.Contains($"<h2>{column}</h2>", page, StringComparison.Ordinal));
        Assert.Equal(3, page.Split("<svg ").Length - 1);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-03-04", "2025-11-30", "yyyy-MM-dd")]
    [InlineData("04.03.2024", "30.11.2025", "dd.MM.yyyy")]
    [InlineData("4.3.2024", "30.11.2025", "d.M.yyyy")]
    [InlineData("3/4/2024 9:05", "11/30/2025 19:30", "M/d/yyyy H:mm")]
    [InlineData("04/03/2024 09:05:07", "30/04/2024 19:30:02", "dd/MM/yyyy HH:mm:ss")] // float32 tells seconds of some months
    [InlineData("2024-03-04T09:05:07.120", "2024-03-04T19:30:02.000", "yyyy-MM-dd'T'HH:mm:ss.fff")]
    [InlineData("2024-03-04T09:05:07Z", "2024-03-14T19:30:02Z", "yyyy-MM-dd'T'HH:mm:ss'Z'")]
    [InlineData("2024-03-04 09:05:07-05:30", "2024-03-14 19:30:02-05:30", "yyyy-MM-dd HH:mm:ss'-05:30'")]
    public void Dates_AreNumbersInTheModelAndWrittenAsTheyWere(string first, string last, string format)
    {
        using var file = new TemporaryFile($"when,x\n{first},1\n{last},2\nNA,3\n");
        var table = MixedTable.Open(file.Path);
        var when = table.Columns[0];
        Assert.Equal(["when (date)", "x (number)"], table.Columns.Select(column => column.ToString()));
        Assert.Equal("when, days since 2024-03-04", when.AxisTitle);
        Assert.True(when.HasGaps);
        Assert.Equal([[first, "1"], [last, "2"], ["", "3"]], table.Rows);

        float[] days = [.. table.Load(new MLContext()).GetColumn<float>("when")];
        Assert.Equal([when.Number(first), when.Number(last), float.NaN], days);
        Assert.Equal(0, days[0]);
        Assert.Equal([first, last], days[..2].Select(when.Cell));

        // What lies between is written so, too, and no more finely.
        string between = when.Cell(0.43f * days[1]);
        Assert.True(DateTime.TryParseExact(between, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _), between);
        Assert.InRange(when.Number(between), 0.4f * days[1], 0.46f * days[1]);
    }

    [Fact]
    public void Dates_OfFullHours_AreMadeOfFullHours()
    {
        using var file = new TemporaryFile("when,x\n2024-03-04 09:00,1\n2024-03-05 14:00,2\n2024-03-06,3\n2024-03-07 10:00,3\n");
        var when = MixedTable.Open(file.Path).Columns[0];
        Assert.Equal("2024-03-05 11:00", when.Cell(26.4f / 24)); // the form that most cells have
        Assert.Equal("2024-03-07 10:00", when.Cell(99)); // none is later than the latest
    }

    [Fact]
    public void MadeRows_HaveDatesWhereTheRealOnesHaveThem()
    {
        using var file = new TemporaryFile($"shop,opened\n{string.Join('\n', Enumerable.Range(0, 400).Select(Shop))}\n");
        var table = MixedTable.Open(file.Path);
        string[][] made = Synthesizer.Train(table, seed: 1, new Progress<VaeTrainingProgress>()).Generate(400, seed: 1);

        string[] dates = [.. made.Select(row => row[1]).Where(cell => cell.Length > 0)];
        Assert.All(dates, date => Assert.InRange(DateOnly.ParseExact(date, "d.M.yyyy", CultureInfo.InvariantCulture), new DateOnly(2001, 1, 1), new DateOnly(2022, 12, 3)));
        Assert.True(dates.Distinct().Count() > 100); // any day, no category
        // A quarter have none: give or take five deviations of a share of 400.
        Assert.InRange(made.Length - dates.Length, 100 - 44, 100 + 44);
        // The old ones are in the north: 2001 to 2011, and from 2012 on in the south.
        Assert.True(made.Count(row => row[1].Length > 0 && (row[0] == "North") == (int.Parse(row[1][^4..], CultureInfo.InvariantCulture) < 2012)) > 0.9 * dates.Length);

        using var written = new TemporaryFile("");
        MixedTable.Write(written.Path, table.Columns, made);
        var again = MixedTable.Open(written.Path);
        Assert.Equal(made, again.Rows);
        Assert.Equal(table.Columns.Select(column => column.ToString()), again.Columns.Select(column => column.ToString()));

        static string Shop(int row) =>
            $"{(row < 200 ? "North" : "South")},{(row % 4 == 1 ? "" : new DateOnly(2001, 1, 1).AddDays(row * 20).ToString("d.M.yyyy", CultureInfo.InvariantCulture))}";
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
