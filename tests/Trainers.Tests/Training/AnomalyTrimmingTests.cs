using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Tests.Support;
using MLNet.Vae.Training;

namespace MLNet.Vae.Tests.Training;

/// <summary>A training on rows with anomalies among them leaves out those that look the most anomalous.</summary>
public class AnomalyTrimmingTests
{
    private const int Rows = 300, Features = 6;
    private const double Share = 0.1;

    [Theory]
    [InlineData(4000)]
    [InlineData(500)]
    public void IsDue_AllSteps_TenEvenlyFromFiveToNinetyFivePercent(int steps)
    {
        var trimming = new AnomalyTrimming(Plan(Rows, steps));
        Assert.Equal(
            [.. Enumerable.Range(0, 10).Select(point => (5 + 10 * point) * steps / 100)],
            Enumerable.Range(0, steps).Where(trimming.IsDue));
    }

    // The rule, written down anew: −ELBO and KL divergence, each less the median and by the interquartile range, added up.
    [Theory]
    [InlineData(Rows)]
    [InlineData(100)]
    public void Update_AnyParameters_TheTwiceToldShareThatIsTheMostAnomalousIsLeftOut(int sample)
    {
        var plan = Plan(Rows, 10);
        float[] parameters = Fit.Parameters(plan);
        var trimming = new AnomalyTrimming(plan, sample);
        Assert.DoesNotContain(true, Enumerable.Range(0, Rows).Select(trimming.Contains));
        trimming.Update(parameters);

        var inference = plan.Finish(parameters, TestContext.Current.CancellationToken).Inference;
        double[] bounds = new double[Rows], divergences = new double[Rows];
        for (int row = 0; row < Rows; row++)
        {
            float[] score = new float[1];
            double[] kl = new double[plan.Architecture.LatentDimension];
            inference.Score(plan.Data.Read(row, 0, new float[Features]), score, [], kl);
            (bounds[row], divergences[row]) = (score[0], kl.Sum());
        }

        int[] sampled = [.. Enumerable.Range(0, sample).Select(i => i * (Rows / sample))];
        double[] anomaly = [.. Standardized(bounds, sampled).Zip(Standardized(divergences, sampled), (bound, kl) => bound + kl)];
        double limit = sampled.Select(row => anomaly[row]).OrderDescending().ElementAt((int)(2 * Share * sample));
        Assert.Equal(anomaly.Select(value => value > limit), Enumerable.Range(0, Rows).Select(trimming.Contains));
        Assert.Equal((int)(2 * Share * sample), sampled.Count(trimming.Contains));
    }

    [Fact]
    public void Next_WithRowsLeftOut_EveryEpochHoldsEachOtherRowOnce()
    {
        var plan = Plan(Rows, 10);
        var trimming = new AnomalyTrimming(plan);
        trimming.Update(plan.InitialParameters);
        int[] kept = [.. Enumerable.Range(0, Rows).Where(row => !trimming.Contains(row))];
        var order = new BatchOrder(new NoiseSource(1), Rows, trimming);
        int[] batch = new int[kept.Length];
        for (int epoch = 0; epoch < 3; epoch++)
        {
            order.Next(batch);
            Assert.Equal(kept, batch.Order());
        }
    }

    // A tenth of the rows are a kind of their own: the model learns to reconstruct them, unless it is told that there are such.
    [Fact]
    public void Fit_AnomaliesOfOneKind_AreFoundWhereContaminationSaysThatThereAreSome()
    {
        const int rows = 1000;
        float[] training = WithAnomalies(rows, seed: 5), fresh = WithAnomalies(rows, seed: 6);
        Assert.InRange(Found(0), 0, 0.5);
        Assert.InRange(Found(Share), 0.9, 1);

        // Share of the fresh anomalies among as many rows that score highest.
        double Found(double contamination)
        {
            var options = Fit.Small(200);
            options.Contamination = contamination;
            float[] scores = Fit.Model(training, Features, options).Scores(fresh);
            int anomalies = (int)(Share * rows);
            return Enumerable.Range(0, rows).OrderByDescending(row => scores[row]).Take(anomalies).Count(row => row < anomalies) / (double)anomalies;
        }
    }

    // Neither what rows are generated from nor what a missing value counts is of the anomalies.
    [Fact]
    public void Fit_AnomaliesFarOut_AreNoPartOfGeneratedRowsAndOfWhatAGapCounts()
    {
        const int rows = 500;
        float[] training = Samples.Factors(rows, Features, 1, 0.3, seed: 2);
        for (int row = 0; row < rows / 10; row++)
            training[10 * row * Features] += 8 + 0.1f * row; // deviations of the first feature, 1
        var options = Fit.Small(100);
        options.Contamination = Share;
        var model = Fit.Model(training, Features, options);
        float[] drawn = new float[1000 * Features];
        model.Generate(drawn, seed: 3, sampleLikelihood: true);
        Assert.All(Samples.Column(drawn, Features, 0), value => Assert.InRange(value, 5, 16));

        float[] fresh = Samples.Factors(rows, Features, 1, 0.3, seed: 2);
        double complete = Alarms();
        for (int row = 0; row < rows; row++)
            fresh[row * Features] = float.NaN;
        Assert.InRange(Alarms(), 0, 1.5 * complete + 0.02);

        double Alarms() => model.Scores(fresh).Average(score => score > model.Threshold ? 1 : 0);
    }

    private static double[] Standardized(double[] values, int[] sample)
    {
        double[] sorted = [.. sample.Select(row => values[row]).Order()];
        int last = sorted.Length - 1;
        return [.. values.Select(value => (value - sorted[last / 2]) / (sorted[3 * last / 4] - sorted[last / 4]))];
    }

    private static TrainingPlan Plan(int rows, int steps) => Fit.Plan(
        WithAnomalies(rows, seed: 5),
        Features,
        new VaeOptions
        {
            HiddenLayers = [16],
            LatentDimension = 2,
            BatchSize = rows,
            NumberOfEpochs = steps,
            Seed = 1,
            Contamination = Share,
        });

    // The first tenth lies together, where the others do not depend on each other as they should.
    private static float[] WithAnomalies(int rows, int seed)
    {
        var (_, x) = Samples.FactorsTwice(seed * rows, rows, Features, 1, 0.3, seed: 5);
        var numbers = new Numbers(seed);
        for (int row = 0; row < (int)(Share * rows); row++)
        {
            for (int d = 0; d < Features; d++)
                x[row * Features + d] = (d + 1) * (10 + (d % 2 == 0 ? 1.5f : -1.5f) + 0.1f * (float)numbers.Normal());
        }

        return x;
    }
}
