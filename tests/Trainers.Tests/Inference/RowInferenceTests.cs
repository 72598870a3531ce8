using MLNet.Vae.Inference;
using MLNet.Vae.Model;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Inference;

/// <summary>
/// Encoding and scoring on every width of vector: against the formulas in double, and a row alone against a row in company.
/// </summary>
public class RowInferenceTests
{
    // Relative to max(1, |expected|); sums of up to 40 products in each of three layers: 2.2e-7 was seen.
    private const double EncodingRounding = 1e-6;

    // A score adds up one term per feature, each some operations further down the same chain: 4.3e-7 was seen.
    private const double ScoreRounding = 2e-6;

    // Around one, two and three times the rows that are encoded together.
    private const int Most = 30;

    public static TheoryData<int, int, int[], int, VaeScoreBound> Models => new()
    {
        { 1, 1, [], 1, VaeScoreBound.Elbo },
        { 5, 2, [7, 4], 4, VaeScoreBound.Elbo },
        { 16, 3, [16], 8, VaeScoreBound.ImportanceWeighted },
        { 40, 17, [33, 20], 3, VaeScoreBound.Elbo },
        { 9, 2, [5], 25, VaeScoreBound.ImportanceWeighted },
        { 130, 3, [70], 2, VaeScoreBound.Elbo }, // a layer too large for RowProduct between two that are not
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void EncodeAndScore_ManyRows_AreTheFormulas(int features, int latent, int[] hidden, int samples, VaeScoreBound bound)
    {
        var fitted = RandomModel.Fitted(features, latent, hidden, samples, bound);
        float[] rows = RandomModel.Rows(Most, features, seed: 3, infinite: false);
        var reference = new ReferenceRows(fitted);
        foreach (var inference in EveryWidth(fitted))
        {
            float[] mean = new float[Most * latent], logVariance = new float[Most * latent], scores = new float[Most];
            inference.Encode(rows, mean, logVariance);
            inference.Score(rows, scores, []);
            for (int row = 0; row < Most; row++)
            {
                var (expectedMean, expectedLogVariance) = reference.Encode(rows.AsSpan(row * features, features));
                Close.To(expectedMean, mean.AsSpan(row * latent, latent), EncodingRounding, $"μ of row {row}");
                Close.To(expectedLogVariance, logVariance.AsSpan(row * latent, latent), EncodingRounding, $"log σ² of row {row}");
                Close.To(reference.Score(rows.AsSpan(row * features, features)), scores[row], ScoreRounding, $"score of row {row}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void EveryMethod_BatchesOfAnySize_SameBitsAsAlone(int features, int latent, int[] hidden, int samples, VaeScoreBound bound)
    {
        var fitted = RandomModel.Fitted(features, latent, hidden, samples, bound);
        float[] rows = Rows(fitted);
        foreach (var inference in EveryWidth(fitted))
        {
            float[][][] alone = [.. rows.Chunk(features).Select(row => All(inference, row, fitted))];
            var ofOneThread = inference.ForOneThread();
            for (int count = 1; count <= Most; count++)
            {
                float[][] together = All(inference, rows[..(count * features)], fitted);
                float[][] onOneThread = All(ofOneThread, rows[..(count * features)], fitted);
                for (int result = 0; result < together.Length; result++)
                {
                    Close.ToTheBit([.. alone[..count].SelectMany(one => one[result])], together[result]);
                    Close.ToTheBit(together[result], onOneThread[result]);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void EveryMethod_ManyThreadsAtOnce_SameBits(int features, int latent, int[] hidden, int samples, VaeScoreBound bound)
    {
        var fitted = RandomModel.Fitted(features, latent, hidden, samples, bound);
        float[] rows = Rows(fitted);
        foreach (var inference in EveryWidth(fitted))
        {
            float[][] expected = All(inference, rows, fitted);
            Parallel.For(0, 32, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            {
                // Some have fewer rows than others, so that they meet each other's memory at other places.
                int count = 1 + i * 7 % Most;
                var mine = i % 2 == 0 ? inference : inference.ForOneThread();
                foreach (var (all, found) in expected.Zip(All(mine, rows[..(count * features)], fitted)))
                    Close.ToTheBit(all.AsSpan(0, all.Length / Most * count), found);
            });
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void EveryMethod_OnceWarm_AllocatesNothing(int features, int latent, int[] hidden, int samples, VaeScoreBound bound)
    {
        var fitted = RandomModel.Fitted(features, latent, hidden, samples, bound);
        float[] rows = Rows(fitted), mean = new float[Most * latent], logVariance = new float[Most * latent], scores = new float[Most];
        float[] featureScores = new float[rows.Length], others = new float[rows.Length];
        var kl = new double[latent];
        foreach (var inference in EveryWidth(fitted))
        {
            void Everything()
            {
                inference.Encode(rows, mean, logVariance);
                inference.Encode(rows, mean, []);
                inference.Decode(mean, others);
                inference.Reconstruct(rows, others);
                inference.Score(rows, scores, featureScores);
                inference.Score(rows, scores, []);
                inference.Score(rows, scores, [], kl);
                inference.Generate(others, 1, 5, sampleLikelihood: true, VaePrior.Fitted);
                inference.Interpolate(rows.AsSpan(0, features), rows.AsSpan(features, features), others);
            }

            for (int i = 0; i < 3; i++)
                Everything();
            Assert.Equal(0, Allocated.Least(() =>
            {
                for (int i = 0; i < 20; i++)
                    Everything();
            }));
        }
    }

    private static RowInference[] EveryWidth(FittedWeights fitted) =>
    [
        new SimdRowInference<Simd128, V128>(fitted), new SimdRowInference<Simd256, V256>(fitted), new SimdRowInference<Simd512, V512>(fitted),
    ];

    private static float[] Rows(FittedWeights fitted) => RandomModel.Rows(Most, fitted.Features.Count, seed: 2);

    // Scores, their split, encodings and reconstructions.
    private static float[][] All(RowInference inference, float[] rows, FittedWeights fitted)
    {
        int count = rows.Length / fitted.Features.Count, latent = fitted.Architecture.LatentDimension;
        float[] scores = new float[count], featureScores = new float[rows.Length], reconstruction = new float[rows.Length];
        float[] mean = new float[count * latent], logVariance = new float[count * latent], decoded = new float[rows.Length];
        inference.Score(rows, scores, featureScores);
        inference.Encode(rows, mean, logVariance);
        inference.Reconstruct(rows, reconstruction);
        inference.Decode(mean, decoded);
        Close.ToTheBit(reconstruction, decoded);
        float[] meanAlone = new float[mean.Length];
        inference.Encode(rows, meanAlone, []);
        Close.ToTheBit(mean, meanAlone);
        return [scores, featureScores, mean, logVariance, reconstruction];
    }
}
