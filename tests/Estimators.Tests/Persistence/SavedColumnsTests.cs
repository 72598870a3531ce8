using CsCheck;
using MLNet.Vae.Saving;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Persistence;

public sealed class SavedColumnsTests
{
    private const int ContextCount = 2;

    private static readonly Gen<string> Name = Gen.String[Gen.Char[' ', '\ud7ff'], 0, 20]; // no halves of a surrogate pair

    private static readonly Gen<SavedColumns> AnyColumns =
        from views in Gen.Select(Name, Name).Array[1, 3]
        from input in Name.Where(name => name.Length > 0)
        from slotNames in Gen.OneOf(Name.Array[1, 5], Gen.Const<string[]>(() => null!))
        from hasDimensions in Gen.Bool
        from reorderSlots in Gen.Bool
        from context in Gen.OneOf(Name.Where(name => name.Length > 0), Gen.Const<string>(() => null!))
        from contextNames in Gen.OneOf(Name.Array[ContextCount], Gen.Const<string[]>(() => null!))
        select new SavedColumns(
            views, input, slotNames, hasDimensions ? [slotNames?.Length ?? 3, 1] : null, reorderSlots, context is null ? null : (context, contextNames));

    [Fact]
    public void Read_WhatWasWritten_GivesTheSameBack() => AnyColumns.Holds(columns =>
    {
        var read = Read(Written(columns), columns);
        Assert.Equal(columns.Views, read.Views);
        Assert.Equal(columns.Input, read.Input);
        Assert.Equal(columns.SlotNames, read.SlotNames);
        Assert.Equal(columns.Dimensions, read.Dimensions);
        Assert.Equal(columns.ReorderSlots, read.ReorderSlots);
        Assert.Equal(columns.Context?.Input, read.Context?.Input);
        Assert.Equal(columns.Context?.SlotNames, read.Context?.SlotNames);
    });

    [Fact]
    public void Read_CutAnywhere_Throws() => AnyColumns.Holds(columns =>
    {
        byte[] written = Written(columns);
        for (int length = 0; length < written.Length; length++)
            Assert.IsAssignableFrom<IOException>(Record.Exception(() => Read(written[..length], columns)));
    });

    private static int FeatureCount(SavedColumns columns) => columns.SlotNames?.Count ?? 3;

    private static byte[] Written(SavedColumns columns)
    {
        using var stream = new MemoryStream();
        columns.Write(new BinaryWriter(stream));
        return stream.ToArray();
    }

    private static SavedColumns Read(byte[] written, SavedColumns columns) => SavedColumns.Read(
        new BinaryReader(new MemoryStream(written)), FeatureCount(columns), columns.Context is null ? 0 : ContextCount, SavedColumns.Version);
}
