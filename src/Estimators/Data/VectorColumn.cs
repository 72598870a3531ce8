using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Data;

/// <summary>Describes a column of vectors of numbers.</summary>
internal static class VectorColumn
{
    /// <param name="name">Name of the column.</param>
    /// <param name="size">Number of slots.</param>
    /// <param name="slotNames">Names of the slots, [size]; null for none.</param>
    public static DataViewSchema.DetachedColumn Create(string name, int size, IReadOnlyList<string>? slotNames) =>
        new(name, new VectorDataViewType(NumberDataViewType.Single, size), SlotNameAnnotation.Create(slotNames));
}
