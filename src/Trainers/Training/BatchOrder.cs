using MLNet.Vae.Numerics.RandomNumbers;

namespace MLNet.Vae.Training;

/// <summary>
/// The rows of each step. The epochs' orders are laid end to end and cut into batches, so that every batch is full: none is small and
/// noisy, and no row is left out but those of a trimming.
/// </summary>
internal sealed class BatchOrder(NoiseSource noise, int rows, AnomalyTrimming? trimming = null)
{
    private readonly int[] _order = new int[rows];
    private uint _epoch;
    private int _position = rows;

    /// <summary>Fills in the row numbers of the next batch.</summary>
    public void Next(Span<int> batch)
    {
        for (int i = 0; i < batch.Length; i++)
        {
            if (_position == _order.Length)
            {
                noise.Shuffle(_order, _epoch++);
                _position = 0;
            }

            int row = _order[_position++];
            if (trimming?.Contains(row) == true)
                i--;
            else
                batch[i] = row;
        }
    }
}
