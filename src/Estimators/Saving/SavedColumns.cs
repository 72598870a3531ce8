using System.Globalization;

namespace MLNet.Vae.Saving;

/// <summary>What a transformer is besides its model, as it is saved.</summary>
/// <param name="Views">
/// Each view of the model that it is, and the name of the column added, empty where the view has names of its own. At least one; a decoding
/// transformer has one, called by an empty name.
/// </param>
/// <param name="Input">Name of the column read.</param>
/// <param name="SlotNames">Names of the features, or null.</param>
/// <param name="Dimensions">Sizes of the dimensions of the column read, or null for one.</param>
/// <param name="ReorderSlots">Whether slots in another order are put in order by their names.</param>
/// <param name="Context">Name of the column of contexts and names of its slots, or null; null for a model without context.</param>
internal sealed record SavedColumns(
    IReadOnlyList<(string View, string Output)> Views,
    string Input,
    IReadOnlyList<string>? SlotNames,
    IReadOnlyList<int>? Dimensions,
    bool ReorderSlots,
    (string Input, IReadOnlyList<string>? SlotNames)? Context)
{
    /// <summary>
    /// The version that <see cref="Write"/> writes. The first had one view, and ended with the slot names; the second knew no context.
    /// </summary>
    public const uint Version = 0x00010003, FirstVersion = 0x00010001, WithoutContext = 0x00010002;

    public void Write(BinaryWriter writer)
    {
        writer.Write(Views[0].View);
        writer.Write(Input);
        writer.Write(Views[0].Output);
        WriteSlotNames(writer, SlotNames);
        writer.Write(Views.Count - 1);
        foreach (var (view, output) in Views.Skip(1))
        {
            writer.Write(view);
            writer.Write(output);
        }

        writer.Write(Dimensions?.Count ?? 0);
        foreach (int size in Dimensions ?? [])
            writer.Write(size);
        writer.Write(ReorderSlots);
        writer.Write(Context?.Input ?? "");
        WriteSlotNames(writer, Context?.SlotNames);
    }

    /// <param name="reader">What was written.</param>
    /// <param name="featureCount">Number of the model's features.</param>
    /// <param name="contextCount">Number of values of the model's context, 0 for none.</param>
    /// <param name="version">The version that wrote it.</param>
    /// <exception cref="IOException">It is cut.</exception>
    /// <exception cref="FormatException">It is not what that version writes for a model of so many features.</exception>
    public static SavedColumns Read(BinaryReader reader, int featureCount, int contextCount, uint version)
    {
        string view = reader.ReadString(), input = reader.ReadString(), output = reader.ReadString();
        string[]? slotNames = ReadSlotNames(reader, featureCount, "features");
        if (input.Length == 0)
            throw new FormatException("the name of the column read is empty.");
        var columns = new SavedColumns([(view, output)], input, slotNames, Dimensions: null, ReorderSlots: false, Context: null);
        if (version > FirstVersion)
            columns = columns.ReadRest(reader, featureCount);
        if (version > WithoutContext)
            columns = columns with { Context = ReadContext(reader, contextCount) };
        if (contextCount > 0 && columns.Context is null)
            throw new FormatException("the name of the column of contexts is empty.");
        if (contextCount == 0 && columns.Context is not null)
            throw new FormatException("it names a column of contexts, and the model takes none.");
        if (reader.Read() >= 0)
            throw new FormatException("it goes on where it should end.");
        return columns;
    }

    private SavedColumns ReadRest(BinaryReader reader, int featureCount)
    {
        var views = Views.ToList();
        for (int more = ReadCount(reader, "views"); more > 0; more--)
            views.Add((reader.ReadString(), reader.ReadString()));
        var dimensions = new List<int>();
        for (int more = ReadCount(reader, "dimensions"); more > 0; more--)
            dimensions.Add(reader.ReadInt32());
        if (dimensions.Count > 0 && (dimensions.Any(size => size < 1) || dimensions.Aggregate(1L, Product) != featureCount))
        {
            throw new FormatException(string.Create(
                CultureInfo.InvariantCulture, $"the dimensions are {string.Join(" × ", dimensions)}, of {featureCount} features."));
        }

        return this with { Views = views, Dimensions = dimensions.Count == 0 ? null : dimensions, ReorderSlots = reader.ReadBoolean() };

        // Stays where it is once it is too large, so that it cannot come back to the number of features.
        long Product(long product, int size) => product > featureCount ? product : product * size;
    }

    private static (string Input, IReadOnlyList<string>? SlotNames)? ReadContext(BinaryReader reader, int contextCount)
    {
        string input = reader.ReadString();
        var slotNames = ReadSlotNames(reader, contextCount, "context values");
        return input.Length == 0 ? null : (input, slotNames);
    }

    private static void WriteSlotNames(BinaryWriter writer, IReadOnlyList<string>? slotNames)
    {
        writer.Write(slotNames?.Count ?? 0);
        foreach (string name in slotNames ?? [])
            writer.Write(name);
    }

    private static string[]? ReadSlotNames(BinaryReader reader, int expected, string what)
    {
        int names = ReadCount(reader, "slot names");
        if (names != 0 && names != expected)
        {
            throw new FormatException(string.Create(
                CultureInfo.InvariantCulture, $"there are {names} slot names; expected none or one for each of {expected} {what}."));
        }

        return names == 0 ? null : [.. Enumerable.Range(0, names).Select(_ => reader.ReadString())];
    }

    private static int ReadCount(BinaryReader reader, string what)
    {
        int count = reader.ReadInt32();
        return count >= 0 ? count : throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"there are {count} {what}."));
    }
}
