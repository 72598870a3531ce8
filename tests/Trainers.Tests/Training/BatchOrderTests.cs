using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Training;

namespace MLNet.Vae.Tests.Training;

public class BatchOrderTests
{
    [Theory]
    [InlineData(100, 64)]
    [InlineData(64, 64)]
    [InlineData(7, 3)]
    [InlineData(1, 1)]
    public void Next_ManyBatches_EveryEpochHoldsEveryRowOnce(int rows, int batchSize)
    {
        const int epochs = 5;
        var order = new BatchOrder(new NoiseSource(1), rows);
        var seen = new List<int>();
        var batch = new int[batchSize];
        while (seen.Count < epochs * rows)
        {
            Array.Fill(batch, -1);
            order.Next(batch);
            Assert.DoesNotContain(-1, batch);
            seen.AddRange(batch);
        }

        for (int epoch = 0; epoch < epochs; epoch++)
            Assert.Equal(Enumerable.Range(0, rows), seen.Skip(epoch * rows).Take(rows).Order());
        if (rows > 10)
            Assert.NotEqual(seen.Take(rows), seen.Skip(rows).Take(rows));
    }
}
