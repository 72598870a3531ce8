namespace MLNet.Vae.Training.Calibrating;

/// <summary>Rows in two parts.</summary>
/// <param name="Training">Those that a model is trained on, in their order.</param>
/// <param name="HeldOut">The others, which it scores.</param>
internal sealed record Fold(RowSubset Training, RowSubset HeldOut)
{
    /// <param name="data">All rows.</param>
    /// <param name="order">Their numbers in random order.</param>
    /// <param name="first">The first place there that is held out.</param>
    /// <param name="end">The place after the last.</param>
    public static Fold Create(IRowSource data, int[] order, int first, int end)
    {
        int[] heldOut = order[first..end];
        var isHeldOut = new bool[order.Length];
        foreach (int row in heldOut)
            isHeldOut[row] = true;
        int[] training = new int[order.Length - heldOut.Length];
        for (int row = 0, i = 0; row < isHeldOut.Length; row++)
        {
            if (!isHeldOut[row])
                training[i++] = row;
        }

        return new Fold(new RowSubset(data, training), new RowSubset(data, heldOut));
    }
}
