using MLNet.Vae.Pages;

namespace MLNet.Vae.Examples.SyntheticData;

/// <summary>The report of real against made rows.</summary>
internal static class SyntheticPage
{
    private const string Real = PageColors.First, Made = PageColors.Second;
    private const int Bars = 40, ListedCategories = 12, ListedPairs = 12;

    public static HtmlPage Create(MixedTable real, IReadOnlyList<string[]> made, Comparison comparison)
    {
        var page = new HtmlPage("Real and synthetic rows", $"A variational autoencoder learned {real.Rows.Count:N0} rows, and made {made.Count:N0} others.");
        page.AddFigure($"{comparison.ColumnDistance:f3}", "distance of the columns, 0 to 1");
        page.AddFigure($"{comparison.PairDistance:f3}", "distance of the pairs of columns, 0 to 1");
        page.AddFigure($"{comparison.ShareOfCopies:p2}", "made rows that are a real one");
        page.AddCard("Pairs of columns", "The darker, the farther the pair is from the real one, 0 to 1.", DrawPairs(real, comparison), wide: true);
        for (int i = 0; i < real.Columns.Count; i++)
        {
            string[] realCells = [.. real.Rows.Select(row => row[i])], madeCells = [.. made.Select(row => row[i])];
            page.AddCard(
                real.Columns[i].Name,
                $"Distance {comparison.ByColumn[i]:f3}; no value in {Gaps(realCells):p1} of the real rows, {Gaps(madeCells):p1} of the others.",
                real.Columns[i].IsText ? DrawCategories(realCells, madeCells) : DrawNumbers(real.Columns[i], realCells, madeCells));
        }

        return page;
    }

    private static double Gaps(string[] cells) => cells.Count(cell => cell.Length == 0) / (double)cells.Length;

    private static string DrawNumbers(MixedColumn column, string[] real, string[] made)
    {
        string name = column.AxisTitle;
        float[] realNumbers = [.. real.Select(column.Number).Where(float.IsFinite).Order()];
        float[] madeNumbers = [.. made.Select(column.Number).Where(float.IsFinite)];
        float median = realNumbers[realNumbers.Length / 2];
        float spread = realNumbers[realNumbers.Length * 9 / 10] - realNumbers[realNumbers.Length / 10];
        var x = Axis.LongTailed(name, realNumbers[0], realNumbers[^1], median, spread > 0 ? spread : 1);
        var (realBars, madeBars) = (Count(realNumbers, x), Count(madeNumbers, x));
        var y = Axis.Linear("% of the rows", 0, realBars.Concat(madeBars).Max(bar => bar.Y));
        return new Plot($"{name}, real and synthetic", x, y).AddBars("real", Real, realBars).AddLine("synthetic", Made, Steps(madeBars)).ToHtml(name);
    }

    private static List<(double From, double To, double Y)> Count(float[] values, Axis axis)
    {
        double[] shares = new double[Bars];
        foreach (float value in values)
            shares[Math.Min((int)(axis.Position(value) * Bars), Bars - 1)] += 100.0 / values.Length;
        return [.. shares.Select((share, bar) => (axis.ValueAt((double)bar / Bars), axis.ValueAt((bar + 1.0) / Bars), share))];
    }

    private static IEnumerable<(double X, double Y)> Steps(IEnumerable<(double From, double To, double Y)> bars) =>
        bars.SelectMany(bar => new[] { (bar.From, bar.Y), (bar.To, bar.Y) });

    private static string DrawCategories(string[] real, string[] made)
    {
        var bars = new BarList().AddLegend("real", Real).AddLegend("synthetic", Made);
        var shares = made.CountBy(text => text).ToDictionary(pair => pair.Key, pair => pair.Value / (double)made.Length);
        foreach (var (text, count) in real.CountBy(text => text).OrderByDescending(pair => pair.Value).Take(ListedCategories))
        {
            double share = count / (double)real.Length, other = shares.GetValueOrDefault(text);
            bars.Add(text.Length > 0 ? text : "no value", share, Real, $"{share:p1}").Add("", other, Made, $"{other:p1}");
        }

        return bars.ToString();
    }

    private static string DrawPairs(MixedTable real, Comparison comparison)
    {
        const int left = 150, cell = 26;
        int columns = real.Columns.Count, size = columns * cell;
        var svg = new Svg(left + size + 20, size + 10, "Distance of each pair of columns");
        for (int a = 0; a < columns; a++)
        {
            svg.Text(left - 8, a * cell + 18, real.Columns[a].Name, "end");
            for (int b = 0; b < a; b++)
                svg.Rectangle(left + b * cell, a * cell, cell - 2, cell - 2, $"fill=\"{Made}\" fill-opacity=\"{comparison.ByPair[a, b]:0.###}\" stroke=\"{PageColors.Grid}\"");
        }

        var table = new HtmlTable("pair", "distance");
        var pairs = Enumerable.Range(0, columns).SelectMany(a => Enumerable.Range(0, a).Select(b => (A: a, B: b)));
        foreach (var (a, b) in pairs.OrderByDescending(pair => comparison.ByPair[pair.A, pair.B]).Take(ListedPairs))
            table.AddRow($"{real.Columns[b].Name}, {real.Columns[a].Name}", $"{comparison.ByPair[a, b]:f3}");
        return $"{svg}\n{table}";
    }
}
