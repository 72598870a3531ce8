using CsCheck;
using MLNet.Vae.Saving;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Persistence;

public sealed class SavedColumnsTests
{
    private static readonly Gen<string> Name = Gen.String[Gen.Char[' ', '\ud7ff'], 0, 20]; // no halves of a surrogate pair

    private static readonly Gen<SavedColumns> AnyColumns =
        from view in Name
        from input in Name.Where(name => name.Length > 0)
        from output in Name
        from slotNames in Gen.OneOf(Name.Array[1, 5], Gen.Const<string[]>(() => null!))
        select new SavedColumns(view, input, output, slotNames);

    [Fact]
    public void Read_WhatWasWritten_GivesTheSameBack() => AnyColumns.Holds(columns =>
    {
        var read = Read(Written(columns), FeatureCount(columns));
        Assert.Equal(columns with { SlotNames = null }, read with { SlotNames = null });
        Assert.Equal(columns.SlotNames, read.SlotNames);
    });

    [Fact]
    public void Read_CutAnywhere_Throws() => AnyColumns.Holds(columns =>
    {
        byte[] written = Written(columns);
        for (int length = 0; length < written.Length; length++)
            Assert.IsAssignableFrom<IOException>(Record.Exception(() => Read(written[..length], FeatureCount(columns))));
    });

    private static int FeatureCount(SavedColumns columns) => columns.SlotNames?.Count ?? 3;

    private static byte[] Written(SavedColumns columns)
    {
        using var stream = new MemoryStream();
        columns.Write(new BinaryWriter(stream));
        return stream.ToArray();
    }

    private static SavedColumns Read(byte[] written, int featureCount) =>
        SavedColumns.Read(new BinaryReader(new MemoryStream(written)), featureCount);
}
