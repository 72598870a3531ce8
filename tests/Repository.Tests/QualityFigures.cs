using System.Globalization;

namespace MLNet.Vae.Tests.Repository;

/// <summary>What the quality benchmark printed of one detector under one protocol, as it is kept in benchmarks/results.</summary>
/// <param name="Area">Area under the ROC curve by data set, MEAN among them.</param>
/// <param name="Precision">Average precision likewise.</param>
/// <param name="TrainingRows">Number of training rows likewise; empty where it was not asked for.</param>
internal sealed record QualityFigures(
    IReadOnlyDictionary<string, double> Area,
    IReadOnlyDictionary<string, double> Precision,
    IReadOnlyDictionary<string, double> TrainingRows)
{
    public const string Mean = "MEAN";

    // How far the means of the seeds lie apart, of several seeds.
    private const string Deviation = "DEVIATION";

    /// <summary>The data sets, without what is of all of them.</summary>
    public IEnumerable<string> Sets => Area.Keys.Where(set => set is not (Mean or Deviation));

    public static bool Exists(string protocol, string detector) => File.Exists(PathOf(protocol, detector));

    public static QualityFigures Read(string protocol, string detector)
    {
        string[][] lines = [.. File.ReadLines(PathOf(protocol, detector)).Select(line => line.Split(' '))];
        return new QualityFigures(Column(1), Column(2), Column(3));

        // A detector of several settings has several lines of a name: those of the last stay, and none but MEAN is read of it.
        Dictionary<string, double> Column(int number)
        {
            var column = new Dictionary<string, double>();
            foreach (string[] line in lines.Where(line => line.Length > number))
                column[line[0]] = double.Parse(line[number], CultureInfo.InvariantCulture);
            return column;
        }
    }

    private static string PathOf(string protocol, string detector) =>
        Path.Combine(RepositoryFiles.Root, "benchmarks", "results", $"quality-{protocol}-{detector}.txt");
}
