using System.Globalization;
using MLNet.Vae.Examples.Common;
using MLNet.Vae.Examples.SyntheticData;

// Learns a table of numbers, dates and texts, and makes another one of the same columns with rows that are drawn, not copied.
//
//     SyntheticData [FILE.csv] [--rows N] [--output FILE.csv] [--report FILE.html] [--seed N] [--decimal-comma]
//
// FILE.csv has a header; an empty cell is missing. Without a file it is a table of made-up orders, which is written beside.
return ExampleProgram.Run(() =>
{
    var arguments = Arguments.Parse(args, "--rows", "--output", "--report", "--seed");
    string file = arguments.Path ?? MadeUpOrders.Write("orders.csv");
    string output = arguments["--output"] ?? "synthetic.csv", report = arguments["--report"] ?? "synthetic-report.html";
    OutputFile.Check(report); // Now, not after minutes of training.
    OutputFile.Check(output);
    if (new[] { file, output, report }.Select(Path.GetFullPath).Distinct().Count() < 3)
        throw new InputException("The file to read, the file to write and the report need three names.");

    var table = MixedTable.Open(file, arguments.Csv);
    int rows = Number("--rows", table.Rows.Count, min: 1), seed = Number("--seed", 1, min: 0);
    Console.WriteLine($"{file}: {table.Rows.Count:N0} rows; {string.Join(", ", table.Columns)}");
    var synthesizer = TrainingBar.Show(bar => Synthesizer.Train(table, seed, bar));
    string[][] made = synthesizer.Generate(rows, seed);
    MixedTable.Write(output, table.Columns, made);
    var comparison = Comparison.Create(table, made);
    Console.WriteLine(
        $"{rows:N0} rows made. Total variation distance: columns {comparison.ColumnDistance:f3}, pairs of columns {comparison.PairDistance:f3}; " +
        $"copies of a row {comparison.ShareOfCopies:p2}");
    SyntheticPage.Create(table, made, comparison).Save(report);
    Console.WriteLine($"Rows: {Path.GetFullPath(output)}{Environment.NewLine}Report: {Path.GetFullPath(report)}");

    int Number(string option, int otherwise, int min) => arguments[option] is not { } text ? otherwise
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= min ? number
        : throw new InputException($"{option} is '{text}'; expected a whole number from {min} on.");
});
