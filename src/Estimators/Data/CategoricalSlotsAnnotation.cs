using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Data;

/// <summary>
/// The annotation that says which slots of a vector column are the one-hot encoding of a category each: OneHotEncoding makes it, and
/// Concatenate keeps it.
/// </summary>
internal static class CategoricalSlotsAnnotation
{
    private const string Kind = "CategoricalSlotRanges"; // [categories, 2]: the first slot of each, and the last

    /// <summary>The slots of each category, ascending; of one slot alone there is nothing to say, and what makes no sense is left out.</summary>
    public static IReadOnlyList<Range> Read(DataViewSchema.Column column)
    {
        if (column.Annotations.Schema.GetColumnOrNull(Kind)?.Type is not VectorDataViewType { ItemType: NumberDataViewType item }
            || item != NumberDataViewType.Int32)
        {
            return [];
        }

        VBuffer<int> ends = default;
        column.Annotations.GetValue(Kind, ref ends);
        int size = ((VectorDataViewType)column.Type).Size, end = 0;
        var blocks = new List<Range>();
        foreach (int[] pair in ends.DenseValues().Chunk(2).Where(pair => pair.Length == 2).OrderBy(pair => pair[0]))
        {
            var (first, last) = (pair[0], pair[1]);
            if (first < end || last <= first || last >= size)
                continue;
            end = last + 1;
            blocks.Add(first..end);
        }

        return blocks;
    }
}
