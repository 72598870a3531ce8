namespace MLNet.Vae.Examples.SyntheticData;

/// <summary>
/// How far made rows are from real ones: by total variation distance, 0 for the same distribution and 1 for two that have nothing in common.
/// Numbers and dates are counted in twenty bins with as many real rows in each.
/// </summary>
/// <param name="ByColumn">[columns].</param>
/// <param name="ByPair">[columns, columns]; 0 on the diagonal.</param>
/// <param name="ShareOfCopies">The share of the made rows that are a real row to the last cell.</param>
internal sealed record Comparison(double[] ByColumn, double[,] ByPair, double ShareOfCopies)
{
    private const int Bins = 20;

    public double ColumnDistance => ByColumn.Average();

    /// <summary>The mean of all pairs of columns.</summary>
    public double PairDistance => ByPair.Cast<double>().Sum() / (ByColumn.Length * (ByColumn.Length - 1));

    public static Comparison Create(MixedTable real, IReadOnlyList<string[]> made)
    {
        int columns = real.Columns.Count;
        var codes = real.Columns.Select((column, i) => Codes(column, [.. real.Rows.Select(row => row[i])], [.. made.Select(row => row[i])])).ToArray();
        var byPair = new double[columns, columns];
        for (int a = 0; a < columns; a++)
        {
            for (int b = 0; b < a; b++)
                byPair[a, b] = byPair[b, a] = Distance(codes[a].Real.Zip(codes[b].Real), codes[a].Made.Zip(codes[b].Made));
        }

        var rows = real.Rows.Select(Key).ToHashSet();
        return new Comparison(
            [.. codes.Select(code => Distance(code.Real, code.Made))], byPair, made.Count(row => rows.Contains(Key(row))) / (double)made.Count);

        // Numbers as numbers, 7 and 7.0 are the same; dates alike.
        string Key(string[] row) => string.Join('\0', row.Select((cell, i) => real.Columns[i].IsText ? cell : $"{real.Columns[i].Number(cell)}"));
    }

    /// <summary>The upper ends of bins with about as many of the values in each, ascending, each once; the last bin has none.</summary>
    private static float[] Edges(IEnumerable<float> values)
    {
        float[] known = [.. values.Where(value => !float.IsNaN(value)).Order()];
        return [.. Enumerable.Range(1, Bins - 1).Select(bin => known[bin * known.Length / Bins]).Distinct()];
    }

    private static (int[] Real, int[] Made) Codes(MixedColumn column, string[] real, string[] made)
    {
        if (!column.IsText)
        {
            float[] edges = Edges(real.Select(column.Number));
            return (Array.ConvertAll(real, Bin), Array.ConvertAll(made, Bin));

            int Bin(string cell) => column.Number(cell) is var number && float.IsNaN(number) ? -1 : edges.Count(edge => edge < number);
        }

        var numbers = real.Concat(made).Distinct().Select((text, i) => (text, i)).ToDictionary(pair => pair.text, pair => pair.i);
        return (Array.ConvertAll(real, text => numbers[text]), Array.ConvertAll(made, text => numbers[text]));
    }

    private static double Distance<T>(IEnumerable<T> real, IEnumerable<T> made)
        where T : notnull
    {
        var shares = new Dictionary<T, double>();
        Add(real.ToList(), 1);
        Add(made.ToList(), -1);
        return 0.5 * shares.Values.Sum(Math.Abs);

        void Add(List<T> values, int sign)
        {
            foreach (var value in values)
                shares[value] = shares.GetValueOrDefault(value) + (double)sign / values.Count;
        }
    }
}
