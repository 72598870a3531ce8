namespace Microsoft.ML.Data;

internal sealed class ConcatenatingMapper : RowMapper
{
    private readonly DataViewSchema.Column[] _sources;

    public ConcatenatingMapper(string name, DataViewSchema.Column[] sources)
    {
        _sources = sources;
        // One vector alone is passed on as it is, annotations and all.
        if (sources.Length == 1 && sources[0].Type is VectorDataViewType)
        {
            Columns = [new(name, sources[0].Type, sources[0].Annotations)];
            return;
        }
        var item = ItemOf(sources[0]);
        foreach (var source in sources)
            if (!ItemOf(source).Equals(item) || item is KeyDataViewType)
                throw SchemaErrors.WrongType("inputSchema", "source", source.Name, item.ToString(), source.Type.ToString());
        bool isKnown = sources.All(s => s.Type is not VectorDataViewType { IsKnownSize: false });
        int size = isKnown ? sources.Sum(SizeOf) : 0;
        Columns = [new(name, new VectorDataViewType(item, size), Annotations(size))];
    }

    public override DataViewSchema.DetachedColumn[] Columns { get; }
    public override IEnumerable<int> InputsOf(int added) => _sources.Select(s => s.Index);

    protected override Delegate MakeGetter(DataViewRow input, int added)
    {
        var type = (VectorDataViewType)Columns[0].Type;
        return _sources.Length == 1 && _sources[0].Type is VectorDataViewType
            ? Generic.Call<Delegate>(Same<int>, type.RawType, input)
            : Generic.Call<Delegate>(Joined<int>, type.ItemType.RawType, input);
    }

    private ValueGetter<T> Same<T>(DataViewRow input) => input.GetGetter<T>(input.Schema[_sources[0].Index]);

    private ValueGetter<VBuffer<T>> Joined<T>(DataViewRow input)
    {
        var parts = new VBuffer<T>[_sources.Length];
        var fill = _sources.Select((s, i) => s.Type is VectorDataViewType ? Vector<T>(input, s) : Scalar<T>(input, s)).ToArray();
        return (ref VBuffer<T> dst) =>
        {
            int length = 0, count = 0;
            for (int i = 0; i < parts.Length; i++)
            {
                fill[i](ref parts[i]);
                length += parts[i].Length;
                count += parts[i].GetValues().Length;
            }
            bool isSparse = count <= length / 2;
            var editor = VBufferEditor.Create(ref dst, length, isSparse ? count : length);
            int start = 0, next = 0;
            foreach (var part in parts)
            {
                if (isSparse)
                {
                    foreach (var (slot, value) in part.Items())
                    {
                        editor.Values[next] = value;
                        editor.Indices[next++] = start + slot;
                    }
                }
                else
                {
                    part.CopyTo(editor.Values, start);
                }
                start += part.Length;
            }
            dst = editor.Commit();
        };
    }

    private static ValueGetter<VBuffer<T>> Vector<T>(DataViewRow input, DataViewSchema.Column source)
    {
        var getter = input.GetGetter<VBuffer<T>>(input.Schema[source.Index]);
        int size = SizeOf(source);
        return (ref VBuffer<T> dst) =>
        {
            getter(ref dst);
            Check.That(size == 0 || dst.Length == size, $"Column '{source.Name}' has {dst.Length} slots instead of {size}.");
        };
    }

    private static ValueGetter<VBuffer<T>> Scalar<T>(DataViewRow input, DataViewSchema.Column source)
    {
        var getter = input.GetGetter<T>(input.Schema[source.Index]);
        return (ref VBuffer<T> dst) =>
        {
            var editor = VBufferEditor.Create(ref dst, 1);
            getter(ref editor.Values[0]);
            dst = editor.Commit();
        };
    }

    private DataViewSchema.Annotations Annotations(int size)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        if (_sources.All(s => s.IsNormalized()))
            builder.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        if (size > 0 && _sources.Any(s => s.Type is not VectorDataViewType || s.HasSlotNames()))
            builder.Add(AnnotationKinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, size), SlotNames(size));
        return builder.ToAnnotations();
    }

    /// <summary>Scalars give their own name, vectors "column.slot" where the slot has one.</summary>
    private ValueGetter<VBuffer<ReadOnlyMemory<char>>> SlotNames(int size) => (ref VBuffer<ReadOnlyMemory<char>> dst) =>
    {
        var names = new ReadOnlyMemory<char>[size];
        int start = 0;
        foreach (var source in _sources)
        {
            if (source.Type is not VectorDataViewType)
                names[start] = source.Name.AsMemory();
            VBuffer<ReadOnlyMemory<char>> own = default;
            if (source.HasSlotNames())
                source.GetSlotNames(ref own);
            foreach (var (slot, name) in own.Items())
                names[start + slot] = name.IsEmpty ? default : $"{source.Name}.{name}".AsMemory();
            start += SizeOf(source);
        }
        Buffers.Set(ref dst, names, name => name.IsEmpty);
    };

    private static PrimitiveDataViewType ItemOf(DataViewSchema.Column column) =>
        (column.Type as VectorDataViewType)?.ItemType ?? (PrimitiveDataViewType)column.Type;

    private static int SizeOf(DataViewSchema.Column column) => column.Type is VectorDataViewType vector ? vector.Size : 1;
}
