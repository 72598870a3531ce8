using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace MLNet.Vae.Benchmarks.Quality;

/// <summary>The detectors that are compared in the README.</summary>
internal static class Detectors
{
    private const double LeftOut = 0.1;

    private static readonly int[] Ranks = [2, 5, 20];

    /// <summary>By what the command line calls them; of several settings the best counts.</summary>
    public static IReadOnlyDictionary<string, Detector[]> ByName { get; } = new Dictionary<string, Detector[]>
    {
        ["vae"] = [new("vae", Once)],
        ["twice"] = [new("twice", Twice)],
        ["randomized-pca"] = [.. Ranks.Select(rank => new Detector($"rank-{rank}", (split, seed, _) => RandomizedPca(split, seed, rank)))],
    };

    private static Scored Once(Split split, int seed, double contamination) =>
        Score(Fit(split.Train, split, seed, contamination), split);

    // The second time without the tenth of the rows that is the most anomalous to the first.
    private static Scored Twice(Split split, int seed, double contamination)
    {
        var scores = new float[split.TrainingRows];
        Fit(split.Train, split, seed, contamination).Score(split.Train, scores);
        float highest = scores.Order().ElementAt((int)((1 - LeftOut) * scores.Length));
        float[] kept = [.. split.Train.Where((_, i) => scores[i / split.FeatureCount] < highest)];
        return Score(Fit(kept, split, seed, contamination), split);
    }

    private static VaeModel Fit(float[] rows, Split split, int seed, double contamination) =>
        VaeModel.Fit(rows, split.FeatureCount, new VaeOptions { Seed = seed, Contamination = contamination });

    private static Scored Score(VaeModel model, Split split)
    {
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
