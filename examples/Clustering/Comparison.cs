using System.Diagnostics;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using MLNet.Vae.Examples.Common.Data;

namespace MLNet.Vae.Examples.Clustering;

/// <summary>
/// Clusters the same images by several representations of them, each with the same k-means and the same seeds, and prints a line for each.
/// </summary>
internal sealed class Comparison(LabeledImages images, int seeds)
{
    public void WriteHeading() => Console.WriteLine($"{"k-means on",-34} {"NMI",6} {"lowest",8} {"highest",8} {"seconds",8}");

    /// <summary>Runs one representation over all seeds.</summary>
    /// <param name="name">What to call it.</param>
    /// <param name="embed">Makes what turns column Features into column Embedding, given a seed; null takes Features as they are.</param>
    public void Write(string name, Func<MLContext, int, IEstimator<ITransformer>>? embed = null)
    {
        var clock = Stopwatch.StartNew();
        double[] information = [.. Enumerable.Range(1, seeds).Select(seed => Cluster(new MLContext(seed), embed, seed))];
        double seconds = clock.Elapsed.TotalSeconds / seeds;
        Console.WriteLine($"{name,-34} {information.Average(),6:0.000} {information.Min(),8:0.000} {information.Max(),8:0.000} {seconds,8:0.00}");
    }

    private double Cluster(MLContext mlContext, Func<MLContext, int, IEstimator<ITransformer>>? embed, int seed)
    {
        var kMeans = mlContext.Clustering.Trainers.KMeans(new KMeansTrainer.Options
        {
            FeatureColumnName = embed is null ? "Features" : "Embedding",
            NumberOfClusters = images.Classes,
            NumberOfThreads = 1, // Several add up in an order of their own each time, and give other groups.
        });
        IEstimator<ITransformer> pipeline = embed is null ? kMeans : embed(mlContext, seed).Append(kMeans);
        var data = images.Rows.ToDataView(mlContext);
        var groups = pipeline.Fit(data).Transform(data).GetColumn<uint>("PredictedLabel");
        return MutualInformation.Normalized([.. images.Rows.Select(row => row.Label)], [.. groups]);
    }
}
