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
        Create(name, Type(size), slotNames);

    /// <param name="name">Name of the column.</param>
    /// <param name="type">Type of the column.</param>
    /// <param name="slotNames">Names of the slots, [size]; null for none.</param>
    public static DataViewSchema.DetachedColumn Create(string name, VectorDataViewType type, IReadOnlyList<string>? slotNames) =>
        new(name, type, SlotNameAnnotation.Create(slotNames));

    /// <summary>Vectors of so many numbers.</summary>
    public static VectorDataViewType Type(int size) => new(NumberDataViewType.Single, size);
}
