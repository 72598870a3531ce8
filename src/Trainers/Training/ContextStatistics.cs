using MLNet.Vae.Model;
using MLNet.Vae.Parts.Likelihoods;

namespace MLNet.Vae.Training;

/// <summary>What the training rows say of their context: mean and deviation of each value.</summary>
internal static class ContextStatistics
{
    /// <param name="data">The training rows.</param>
    /// <param name="missing">What stands for a missing value beside NaN.</param>
    /// <exception cref="VaeDataException">A value is missing or infinite.</exception>
    public static ContextMap Learn(IRowSource data, MissingCodes missing)
    {
        if (data.ContextCount == 0)
            return ContextMap.None;
        var summaries = new ColumnSummary[data.ContextCount];
        Array.Fill(summaries, ColumnSummary.Empty);
        float[] room = new float[data.ContextCount];
        for (int row = 0; row < data.RowCount; row++)
        {
            var context = data.ReadContext(row, room);
            for (int i = 0; i < context.Length; i++)
            {
                ContextMap.Require(context[i], missing, row, i);
                summaries[i].Add(context[i]);
            }
        }

        return new ContextMap(
            Array.ConvertAll(summaries, summary => (float)summary.Mean),
            Array.ConvertAll(summaries, summary => summary.Deviation > 0 ? (float)(1 / summary.Deviation) : 0));
    }
}
