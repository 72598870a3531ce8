namespace Microsoft.ML.Data;

/// <summary>Column types and schemas as bytes.</summary>
internal static class TypeCodec
{
    private const byte Primitive = 0, Key = 1, Vector = 2;

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
                Write(writer, PrimitiveTypes.Of(key.RawType));
                writer.Write(key.Count);
                break;
            default:
                writer.Write(Primitive);
                writer.Write((byte)PrimitiveTypes.KindOf(type));
                break;
        }
    }

    public static DataViewType Read(BinaryReader reader)
    {
        switch (reader.ReadByte())
        {
            case Vector:
                var item = (PrimitiveDataViewType)Read(reader);
                return new VectorDataViewType(item, Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadInt32()).ToArray());
            case Key:
                return new KeyDataViewType(Read(reader).RawType, reader.ReadUInt64());
            default:
                return PrimitiveTypes.Of((DataKind)reader.ReadByte());
        }
    }

    /// <summary>With the slot names; of other annotations nothing is kept.</summary>
    public static void Write(BinaryWriter writer, DataViewSchema schema)
    {
        writer.Write(schema.Count);
        foreach (var column in schema)
        {
            writer.Write(column.Name);
            Write(writer, column.Type);
            VBuffer<ReadOnlyMemory<char>> names = default;
            if (column.HasSlotNames())
                column.GetSlotNames(ref names);
            writer.Write(names.Length);
            foreach (var name in names.DenseValues())
                writer.Write(name.ToString());
        }
    }

    public static DataViewSchema ReadSchema(BinaryReader reader)
    {
        var schema = new DataViewSchema.Builder();
        for (int count = reader.ReadInt32(); count > 0; count--)
        {
            string name = reader.ReadString();
            var type = Read(reader);
            var names = new ReadOnlyMemory<char>[reader.ReadInt32()];
            for (int i = 0; i < names.Length; i++)
                names[i] = reader.ReadString().AsMemory();
            var annotations = new DataViewSchema.Annotations.Builder();
            if (names.Length > 0)
                annotations.Add(AnnotationKinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, names.Length),
                    (ref VBuffer<ReadOnlyMemory<char>> dst) => Buffers.SetDense<ReadOnlyMemory<char>>(ref dst, names));
            schema.AddColumn(name, type, annotations.ToAnnotations());
        }
        return schema.ToSchema();
    }
}
