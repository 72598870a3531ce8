using MLNet.Vae.Model;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>
/// What the training rows say of a block of slots that may be the one-hot encoding of a category. A block without a 1 is a category of its
/// own, as text that is missing has it, or one that a dictionary has no room for; where a slot is missing and none is 1, it is missing.
/// </summary>
internal sealed class BlockSummary(SlotBlock slots)
{
    private readonly long[] _hot = new long[slots.Count]; // rows in which a slot is 1
    private long _none; // rows in which no slot is

    /// <summary>The slots.</summary>
    public SlotBlock Slots => slots;

    /// <summary>The first row that is no one-hot encoding; null where there is none.</summary>
    public int? Unfit { get; private set; }

    /// <summary>How many categories there are, that without a 1 included.</summary>
    public int Categories => _hot.Count(count => count > 0) + (_none > 0 ? 1 : 0);

    /// <summary>The share of the rows that have a category, of those that are not missing.</summary>
    /// <param name="slot">The category's slot in the block.</param>
    public double Share(int slot) => _hot[slot] / Known;

    /// <summary>The share of the rows without a 1.</summary>
    public double ShareOfNone => _none / Known;

    private double Known => _hot.Sum() + _none;

    /// <param name="row">A row, [features], in the input's units.</param>
    /// <param name="number">Its number.</param>
    /// <param name="missing">What stands for a missing value beside NaN.</param>
    public void Add(ReadOnlySpan<float> row, int number, MissingCodes missing)
    {
        int hot = -1, ones = 0;
        bool isWhole = true, isFit = true;
        var values = slots.Of(row);
        for (int i = 0; i < values.Length; i++)
        {
            if (missing.Contain(values[i]))
                isWhole = false;
            else if (values[i] == 1)
                (hot, ones) = (i, ones + 1);
            else
                isFit &= values[i] == 0;
        }

        if (!isFit || ones > 1)
            Unfit ??= number;
        else if (ones == 1)
            _hot[hot]++;
        else if (isWhole)
            _none++;
    }
}
