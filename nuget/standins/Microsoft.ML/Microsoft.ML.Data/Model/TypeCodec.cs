namespace Microsoft.ML.Data;

/// <summary>Column types and schemas as bytes.</summary>
internal static class TypeCodec
{
    private const byte Vector = 254, Key = 255; // anything less is a primitive type's number

    public static void Write(BinaryWriter writer, DataViewType type)
    {
        switch (type)
        {
            case VectorDataViewType vector:
                writer.Write(Vector);
                Write(writer, vector.ItemType);
                writer.Write(vector.Dimensions.Length);
                foreach (int dimension in vector.Dimensions)
                    writer.Write(dimension);
                break;
            case KeyDataViewType key:
                writer.Write(Key);
                writer.Write((int)key.Count);
                break;
            default:
                writer.Write((byte)Array.IndexOf(PrimitiveTypes.All, type));
                break;
        }
    }

    public static DataViewType Read(BinaryReader reader)
    {
        byte kind = reader.ReadByte();
        if (kind == Key)
            return new KeyDataViewType(typeof(uint), reader.ReadInt32());
        if (kind != Vector)
            return PrimitiveTypes.All[kind];
        var item = (PrimitiveDataViewType)Read(reader);
        return new VectorDataViewType(item, Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadInt32()).ToArray());
    }

    public static void Write(BinaryWriter writer, float[] values)
    {
        writer.Write(values.Length);
        foreach (float value in values)
            writer.Write(value);
    }

    public static float[] ReadSingles(BinaryReader reader) =>
        Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadSingle()).ToArray();

    public static void Write(BinaryWriter writer, string[] texts)
    {
        writer.Write(texts.Length);
        foreach (string text in texts)
            writer.Write(text);
    }

    public static string[] ReadStrings(BinaryReader reader) =>
        Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadString()).ToArray();

    /// <summary>With the slot names; of other annotations nothing is kept.</summary>
    public static void Write(BinaryWriter writer, DataViewSchema schema)
    {
        writer.Write(schema.Count);
        foreach (var column in schema)
        {
            writer.Write(column.Name);
            Write(writer, column.Type);
            Write(writer, SlotNames.Of(column) ?? []);
        }
    }

    public static DataViewSchema ReadSchema(BinaryReader reader)
    {
        var schema = new DataViewSchema.Builder();
        for (int count = reader.ReadInt32(); count > 0; count--)
        {
            string name = reader.ReadString();
            var type = Read(reader);
            string[] names = ReadStrings(reader);
            schema.AddColumn(name, type, names.Length > 0 ? SlotNames.Annotate(names) : null);
        }
        return schema.ToSchema();
    }
}
