using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MLNet.Vae.Benchmarks.Quality;

/// <summary>The detectors that docs/choosing.md compares.</summary>
internal static class Detectors
{
    private static readonly int[] Ranks = [2, 5, 20];

    /// <summary>By what the command line calls them; of several settings the best counts.</summary>
    public static IReadOnlyDictionary<string, Detector[]> ByName { get; } = new Dictionary<string, Detector[]>
    {
        ["vae"] = [new("vae", Vae)],
        ["randomized-pca"] = [.. Ranks.Select(rank => new Detector($"rank-{rank}", (split, seed, _) => RandomizedPca(split, seed, rank)))],
    };

    private static Scored Vae(Split split, int seed, double contamination)
    {
        var model = VaeModel.Fit(split.Train, split.FeatureCount, new VaeOptions { Seed = seed, Contamination = contamination });
        var scores = new float[split.IsAnomaly.Length];
        model.Score(split.Test, scores);
        return new Scored(scores, model.Threshold);
    }

    private static Scored RandomizedPca(Split split, int seed, int rank)
    {
        var mlContext = new MLContext(seed);
        var standardized = split.Standardized();
        // As many components as features would leave no residual.
        var trainer = mlContext.AnomalyDetection.Trainers.RandomizedPca(
            new RandomizedPcaTrainer.Options { Rank = Math.Min(rank, split.FeatureCount - 1), Seed = seed });
        var scored = trainer.Fit(View(standardized.Train)).Transform(View(standardized.Test));
        // Where nothing is left of a row, rounding may make it less than nothing, whose root is NaN.
        return new Scored([.. scored.GetColumn<float>("Score").Select(score => float.IsNaN(score) ? 0 : score)], Threshold: null);

        IDataView View(float[] rows)
        {
            var schema = SchemaDefinition.Create(typeof(Row));
            schema[nameof(Row.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, split.FeatureCount);
            return mlContext.Data.LoadFromEnumerable(rows.Chunk(split.FeatureCount).Select(row => new Row { Features = row }), schema);
        }
    }

    /// <summary>What ML.NET reads.</summary>
    private sealed class Row
    {
        public float[] Features { get; set; } = [];
    }
}
