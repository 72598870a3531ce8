// Detection quality: a line per data set, then the mean over all. Options are left at their defaults; figures are means over the seeds.
using MLNet.Vae;
using MLNet.Vae.Benchmarks.Quality;

Arguments arguments;
try
{
    arguments = Arguments.Parse(args);
}
catch (ArgumentException e)
{
    Console.Error.WriteLine($"{e.Message}\n{Arguments.Usage}");
    return 2;
}

double areas = 0, precisions = 0;
foreach (string file in arguments.Files)
{
    var (area, precision) = Measure(LabeledRows.Read(file), arguments);
    Console.WriteLine($"{Path.GetFileName(file).Replace(".csv.gz", "")} {area:F4} {precision:F4}");
    areas += area / arguments.Files.Length;
    precisions += precision / arguments.Files.Length;
}

Console.WriteLine($"MEAN {areas:F4} {precisions:F4}");
return 0;

static (double Area, double Precision) Measure(LabeledRows data, Arguments arguments)
{
    var rows = Enumerable.Range(0, data.Features.Length).ToLookup(row => arguments.Protocol.Trains(row, data.IsAnomaly[row]));
    float[] train = [.. rows[true].SelectMany(row => data.Features[row])], test = [.. rows[false].SelectMany(row => data.Features[row])];
    bool[] isAnomaly = [.. rows[false].Select(row => data.IsAnomaly[row])];
    var scores = new float[isAnomaly.Length];
    double areas = 0, precisions = 0;
    for (int seed = 1; seed <= arguments.Seeds; seed++)
    {
        VaeModel.Fit(train, data.FeatureCount, new VaeOptions { Seed = seed }).Score(test, scores);
        var (area, precision) = Ranking.Of(scores, isAnomaly);
        areas += area;
        precisions += precision;
    }

    return (areas / arguments.Seeds, precisions / arguments.Seeds);
}
