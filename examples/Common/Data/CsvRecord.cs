namespace MLNet.Vae.Examples.Common.Data;

/// <summary>A line of a CSV file, or several where a cell has line breaks.</summary>
/// <param name="Line">Number of the first line, from 1.</param>
/// <param name="Cells">The cells, without quotation marks and blanks around them.</param>
internal sealed record CsvRecord(int Line, IReadOnlyList<string> Cells);
