using System.Text;
using MLNet.Vae.Examples.Common;
using MLNet.Vae.Examples.Common.Data;

namespace MLNet.Vae.Tests.Repository.Examples;

/// <summary>What the examples make of a CSV file as people have it: it works, or one sentence says file, line, column, found and expected.</summary>
public sealed class CsvTableTests
{
    private static readonly CsvOptions Comma = new(DecimalComma: true);

    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData("|")]
    public void Separator_IsFoundOut(string separator)
    {
        // Cells that have the others in them do not mislead.
        using var file = new TemporaryFile($"name_x_y_z\n\"a,;|\tb\"_1_2_3\n\"c,;|\td\"__4_5\n".Replace("_", separator));
        var table = CsvTable.Open(file.Path);

        Assert.Equal(["name", "x", "y", "z"], table.Columns);
        Assert.Equal([1, 2, 3], table.Load(0)[0].Features);
        Assert.Equal([float.NaN, 4, 5], table.Load(0)[1].Features);
    }

    [Theory]
    [InlineData(';')]
    [InlineData('\t')]
    [InlineData('|')]
    public void DecimalComma_WhereItIsSaid_IsRead(char separator)
    {
        using var file = new TemporaryFile($"x{separator}y\n1,5{separator}-2\n\"0,25\"{separator}1e3\n");
        var rows = CsvTable.Open(file.Path, Comma).Load(null);
        Assert.Equal([1.5f, -2], rows[0].Features);
        Assert.Equal([0.25f, 1000], rows[1].Features);
    }

    [Theory]
    [InlineData("x;y\n1,5;2\n3,5;4\n", false, "line 2, column 'x': found '1,5'; expected a number with a decimal point: --decimal-comma reads commas.")]
    [InlineData("x;y\n1.5;2\n3.5;4\n", true, "line 2, column 'x': found '1.5'; expected a number with a decimal comma: leave out --decimal-comma")]
    public void DecimalMark_ThatIsTheOtherOne_IsSaid(string text, bool decimalComma, string problem) =>
        AssertRefused(problem, text, new CsvOptions(decimalComma));

    [Fact]
    public void Cells_InQuotationMarks_HoldSeparatorsLineBreaksAndQuotationMarks()
    {
        using var file = new TemporaryFile("name,\"x\ny\"\n\"a \"\"b\"\",\r\nc\",1\r\nd,2\re,3\n");
        var table = CsvTable.Open(file.Path);

        Assert.Equal(["name", "x y"], table.Columns);
        Assert.Equal(["a \"b\", c", "d", "e"], table.Summaries[0].Categories);
        Assert.Equal([[1, 0, 0, 1], [0, 1, 0, 2], [0, 0, 1, 3]], table.Load(null).Select(row => row.Features));
        Assert.Equal([3, 5, 6], Enumerable.Range(1, 3).Select(table.LineOf));
    }

    [Fact]
    public void QuotationMark_InsideACell_IsALetter()
    {
        using var file = new TemporaryFile("pipe,x\n5\" wide,1\n7\" wide,2\n5\" wide,3\n");
        var table = CsvTable.Open(file.Path);
        Assert.Equal([[1, 0, 1], [0, 1, 2], [1, 0, 3]], table.Load(null).Select(row => row.Features));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void ByteOrderMark_IsNoPartOfTheFirstName(string encoding)
    {
        using var file = new TemporaryFile("");
        File.WriteAllText(file.Path, "größe,x\n1,2\n3,4\n", Encoding.GetEncoding(encoding));
        var table = CsvTable.Open(file.Path);
        Assert.Equal("größe", table.Columns[0]);
        Assert.Equal([[1, 2], [3, 4]], table.Load(null).Select(row => row.Features));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("NA")]
    [InlineData("n/a")]
    [InlineData("?")]
    [InlineData("null")]
    [InlineData("\"\"")]
    public void Value_ThatIsMissing_IsMissingInNumbersDatesAndTexts(string sign)
    {
        using var file = new TemporaryFile($"x,when,where\n1,2024-01-01,a\n{sign},{sign},{sign}\n3,2024-01-03,b\n");
        var table = CsvTable.Open(file.Path);

        Assert.All(table.Summaries, column => Assert.Equal(1, column.MissingValues));
        Assert.Equal([[1, 0, 1, 0], [float.NaN, float.NaN, float.NaN, float.NaN], [3, 2, 0, 1]], table.Load(null).Select(row => row.Features));
    }

    [Fact]
    public void Texts_AreCategories()
    {
        using var file = new TemporaryFile("x,country,y\n1,France,2\n3,Austria,4\n5,France,6\n");
        var table = CsvTable.Open(file.Path);

        Assert.Equal(["x", "country = Austria", "country = France", "y"], table.FeatureNames(null));
        Assert.Equal([1..3], table.Slots(null).Categories);
        Assert.Equal([[1, 0, 1, 2], [3, 1, 0, 4], [5, 0, 1, 6]], table.Load(null).Select(row => row.Features));
        Assert.Equal(["country = Austria", "country = France", "y"], table.FeatureNames(0));
    }

    [Theory]
    [InlineData("2024-03-04", "2024-03-06", 2)]
    [InlineData("2024-03-04 12:00", "2024-03-05 18:00", 1.25)]
    [InlineData("2024-03-04T12:00:00Z", "2024-03-04T12:00:00+01:00", 1 / 24.0)] // the second one is the earlier
    [InlineData("2024/03/04", "2024/03/06", 2)]
    [InlineData("4.3.2024", "06.03.2024", 2)]
    [InlineData("4/3/2024", "31/3/2024", 27)]
    [InlineData("3/4/2024", "3/31/2024", 27)]
    public void Dates_AreDaysSinceTheEarliest(string first, string second, double days)
    {
        using var file = new TemporaryFile($"when,x\n{first},1\n{second},2\n");
        var table = CsvTable.Open(file.Path);
        float[] found = [.. table.Load(null).Select(row => row.Features[0])];

        Assert.Equal(CsvColumnKind.Date, table.Summaries[0].Kind);
        Assert.Equal(0, found.Min());
        Assert.Equal((float)days, found.Max());
    }

    [Fact]
    public void Dates_OfWhichTheOrderIsOpen_AreRefused() => AssertRefused(
        "line 2, column 'when': found '3/4/2024'; expected dates that have the day first or the month first, which no cell of the column decides",
        "when,x\n3/4/2024,1\n5/6/2024,2\n");

    [Fact]
    public void Header_WithEmptyNamesAndDuplicates_IsNumbered()
    {
        using var file = new TemporaryFile(",x,x,x 2,\n1,2,3,4,5\n");
        var table = CsvTable.Open(file.Path);

        Assert.Equal(["column 1", "x", "x 3", "x 2", "column 5"], table.Columns);
        Assert.Equal([1, 2, 3, 4, 5], table.Load(null)[0].Features);
        Assert.Equal(
            "Names in the header that are empty or stand there twice: column 1 is 'column 1', column 3 is 'x 3', column 5 is 'column 5'.",
            Assert.Single(table.Notes));
    }

    [Theory]
    [InlineData("a,b\n1,2\n3\n", "line 3: found 1 cell; expected 2, as the header has.")]
    [InlineData("a,b\n1,\"x\ny\"\n\n2,y,z\n", "line 5: found 3 cells; expected 2, as the header has.")]
    public void Row_ThatIsLongerOrShorter_IsRefusedByItsLine(string text, string problem) => AssertRefused(problem, text);

    [Fact]
    public void Row_ThatIsLonger_IsRefusedHoweverLateItComes() => AssertRefused(
        "line 2002: found 3 cells", $"a,b\n{string.Concat(Enumerable.Repeat("1,2\n", 2000))}1,2,3\n");

    [Theory]
    [InlineData("", "is empty; expected a header and rows.")]
    [InlineData("\n \n", "is empty; expected a header and rows.")]
    [InlineData("a,b\n", "has a header and no rows; expected rows.")]
    [InlineData("a\n1\n", "line 1: found one column, 'a'; expected at least two, with a comma, a semicolon, a tab or a vertical bar between them.")]
    [InlineData("1,2\n3,4\n", "line 1: found numbers, '1 2'; expected a header that names the columns.")]
    [InlineData("sep=;\na;b\n1;2\n", "line 1: found 'sep=;'; expected the names of the columns: remove the line.")]
    [InlineData("#a,b\n1,2\n", "line 1: found '#a,b', which ML.NET takes for a comment; expected a cell: put it in quotation marks.")]
    [InlineData("a,b\n1,2\n//x,2\n", "line 3: found '//x,2', which ML.NET takes for a comment; expected a cell: put it in quotation marks.")]
    [InlineData("a,b\n1,\"x\n2,3\n", "line 2, column 2: found a quotation mark that is open to the end; expected another one.")]
    [InlineData("a,b\n1,\"x\" y\n", "line 2, column 2: found 'y' behind a quotation mark; expected the end of the cell")]
    [InlineData("PK\u0003\u0004 and so on", "is a ZIP archive, as Excel's .xlsx files are; expected a CSV file")]
    [InlineData("a,b\n1,2\n\u0000,3\n", "line 3: found a byte 0, which no text has; expected a CSV file.")]
    public void File_ThatIsNoTable_IsRefusedInASentence(string text, string problem) => AssertRefused(problem, text);

    [Fact]
    public void File_InAnotherEncoding_IsRefusedByItsLine()
    {
        using var file = new TemporaryFile("");
        File.WriteAllText(file.Path, "a,b\nGröße,1\n", Encoding.Latin1);
        Assert.Equal(
            $"'{file.Path}', line 2: found bytes that are no UTF-8; expected a text in UTF-8: save the file so.",
            Assert.Throws<InputException>(() => CsvTable.Open(file.Path)).Message);
    }

    [Fact]
    public void Folder_IsRefused() => Assert.Contains(
        "is a folder; expected a CSV file.", Assert.Throws<InputException>(() => CsvTable.Open(Path.GetTempPath())).Message, StringComparison.Ordinal);

    [Fact]
    public void File_ThatIsMissing_IsRefused() => Assert.Contains(
        "There is no file 'missing.csv'", Assert.Throws<InputException>(() => CsvTable.Open("missing.csv")).Message, StringComparison.Ordinal);

    [Fact]
    public void Cells_AsTextLoaderReadsThem_AreThoseThatWereLookedThrough()
    {
        string[] cells = ["1", "\"2\"", " 3 ", "\" 4 \"", "\"5,\n6\"", "\"\"\"7\"\"\"", "x\"y", "", "\"\"", "don't", "-", "1e5"];
        var random = new System.Random(1);
        string text = "a,b,c\n" + string.Concat(Enumerable.Range(0, 400).Select(row =>
            string.Join(',', Enumerable.Range(0, 3).Select(_ => cells[random.Next(cells.Length)])) + (row % 3 == 0 ? "\r\n" : row % 7 == 0 ? "\n\n" : "\n")));
        using var file = new TemporaryFile(text);

        string[][] looked = [.. CsvScanner.Scan(file.Path, text, ',').Skip(1).Select(record => record.Cells.Select(CsvScanner.InOneLine).ToArray())];
        string[][] loaded = [.. CsvTable.Open(file.Path).ReadCells().Select(row => Array.ConvertAll(row, CsvScanner.InOneLine))];
        Assert.Equal(looked, loaded);
    }

    private static void AssertRefused(string problem, string text, CsvOptions? options = null)
    {
        using var file = new TemporaryFile(text);
        string message = Assert.Throws<InputException>(() => CsvTable.Open(file.Path, options)).Message;
        Assert.StartsWith($"'{file.Path}'", message, StringComparison.Ordinal);
        Assert.Contains(problem, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }
}
