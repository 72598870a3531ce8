using System.Globalization;

namespace MLNet.Vae.Saving;

/// <summary>What a transformer is besides its model, as it is saved.</summary>
/// <param name="View">Which view of the model it is; a decoding transformer has but one, called by an empty name.</param>
/// <param name="Input">Name of the column read.</param>
/// <param name="Output">Name of the column added; empty where the view has names of its own.</param>
/// <param name="SlotNames">Names of the features, or null.</param>
internal sealed record SavedColumns(string View, string Input, string Output, IReadOnlyList<string>? SlotNames)
{
    public void Write(BinaryWriter writer)
    {
        writer.Write(View);
        writer.Write(Input);
        writer.Write(Output);
        writer.Write(SlotNames?.Count ?? 0);
        foreach (string name in SlotNames ?? [])
            writer.Write(name);
    }

    /// <exception cref="IOException">It is cut.</exception>
    /// <exception cref="FormatException">It is not what <see cref="Write"/> writes for a model of so many features.</exception>
    public static SavedColumns Read(BinaryReader reader, int featureCount)
    {
        string view = reader.ReadString(), input = reader.ReadString(), output = reader.ReadString();
        int count = reader.ReadInt32();
        if (count != 0 && count != featureCount)
        {
            throw new FormatException(string.Create(
                CultureInfo.InvariantCulture, $"there are {count} slot names; expected none or one for each of {featureCount} features."));
        }

        string[]? slotNames = count == 0 ? null : [.. Enumerable.Range(0, count).Select(_ => reader.ReadString())];
        if (input.Length == 0)
            throw new FormatException("the name of the column read is empty.");
        if (reader.Read() >= 0)
            throw new FormatException("it goes on where it should end.");
        return new SavedColumns(view, input, output, slotNames);
    }
}
