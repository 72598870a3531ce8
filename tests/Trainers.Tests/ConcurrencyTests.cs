using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests;

public class ConcurrencyTests
{
    [Fact]
    public void EveryMethod_ManyThreadsAtOnce_SameBits()
    {
        var model = Trained.Mixed;
        float[] rows = Trained.MixedRows;
        var expected = All(model, rows);
        Parallel.For(0, 64, new ParallelOptions { MaxDegreeOfParallelism = 16 }, _ =>
        {
            foreach (var (first, second) in expected.Zip(All(model, rows)))
                Close.ToTheBit(first, second);
        });
    }

    [Fact]
    public void Call_AfterManyRows_AllocatesNothing()
    {
        var model = new VaeModel(Trained.Mixed.Fitted); // with working memory of its own, which no other test borrows meanwhile
        float[] row = Trained.MixedRows[..5], other = new float[5], path = new float[15];
        float[] mean = new float[2], logVariance = new float[2], score = new float[1];
        void Everything()
        {
            model.Score(row, score);
            model.Score(row, score, other);
            model.Encode(row, mean);
            model.Encode(row, mean, logVariance);
            model.Decode(mean, other);
            model.Reconstruct(row, other);
            model.Generate(other, 1, 5, sampleLikelihood: true);
            model.Interpolate(row, row, path);
            model.PValue(score[0]);
        }

        for (int i = 0; i < 100; i++)
            Everything();
        Assert.Equal(0, Allocated.Least(() =>
        {
            for (int i = 0; i < 2_000; i++)
                Everything();
        }));
    }

    private static float[][] All(VaeModel model, float[] rows)
    {
        var (scores, features) = model.ScoresByFeature(rows);
        var (mean, logVariance) = model.Posterior(rows);
        return [scores, features, mean, logVariance, model.Reconstruction(rows), model.Generated(50, 1, 0, sampleLikelihood: true)];
    }
}
