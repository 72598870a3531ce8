namespace Microsoft.ML.Data;

/// <summary>A column of a text: the fields it takes and the type it has.</summary>
internal sealed class TextColumn
{
    private readonly int[] _fields;

    public TextColumn(TextLoader.Column column, Func<int> fieldCount)
    {
        Check.Param(!string.IsNullOrWhiteSpace(column.Name), nameof(column.Name), "A column has no name.");
        Check.Param(column.Source is { Length: > 0 }, nameof(column.Source), $"Column '{column.Name}' has no source.");
        Name = column.Name.Trim();
        _fields = column.Source.SelectMany(range => Fields(range, fieldCount)).ToArray();
        Check.Param(_fields.Distinct().Count() == _fields.Length, nameof(column.Source), $"The ranges of column '{Name}' overlap.");
        var item = PrimitiveTypes.Of(column.DataKind);
        Type = _fields.Length > 1 || column.Source[0].ForceVector ? new VectorDataViewType(item, _fields.Length) : item;
    }

    public string Name { get; }
    public DataViewType Type { get; }

    public DataViewSchema.Annotations SlotNames(List<string> header)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        if (Type is VectorDataViewType && _fields.Any(f => f < header.Count && header[f].Length > 0))
        {
            var names = _fields.Select(f => f < header.Count ? header[f].Trim().AsMemory() : default).ToArray();
            builder.Add(AnnotationKinds.SlotNames, new VectorDataViewType(TextDataViewType.Instance, names.Length),
                (ref VBuffer<ReadOnlyMemory<char>> dst) => Buffers.SetDense<ReadOnlyMemory<char>>(ref dst, names));
        }
        return builder.ToAnnotations();
    }

    /// <summary>A getter of the value that <paramref name="read"/> last took from a line.</summary>
    public Delegate MakeGetter(bool emptyAsNaN, out Action<List<string>, long> read)
    {
        var item = (Type as VectorDataViewType)?.ItemType ?? Type;
        var made = Generic.Call<(Delegate Getter, Action<List<string>, long> Read)>(Make<int>, item.RawType, emptyAsNaN);
        read = made.Read;
        return made.Getter;
    }

    private (Delegate Getter, Action<List<string>, long> Read) Make<T>(bool emptyAsNaN)
    {
        var parse = TextValues.Parser<T>(emptyAsNaN);
        var values = new T[_fields.Length];
        int filled = 0;
        void Read(List<string> texts, long line)
        {
            filled = 0;
            for (int i = 0; i < values.Length; i++)
            {
                string text = _fields[i] < texts.Count ? texts[_fields[i]] : "";
                Check.That(parse(text, out values[i]), $"'{text}' in line {line}, column {Name}, is no {typeof(T).Name}.");
                filled += text.Length > 0 || emptyAsNaN ? 1 : 0;
            }
        }
        if (Type is not VectorDataViewType)
            return ((ValueGetter<T>)((ref T dst) => dst = values[0]), Read);
        return ((ValueGetter<VBuffer<T>>)((ref VBuffer<T> dst) =>
        {
            if (filled > values.Length / 2 || filled == values.Length)
                Buffers.SetDense<T>(ref dst, values);
            else
                Buffers.SetSparse<T>(ref dst, values, value => EqualityComparer<T>.Default.Equals(value, default));
        }), Read);
    }

    private static IEnumerable<int> Fields(TextLoader.Range range, Func<int> fieldCount)
    {
        int last = range.Max ?? (range.AutoEnd ? fieldCount() - 1 : range.Min);
        Check.Param(range.Min >= 0 && range.Min <= last, nameof(range.Min), $"There is no field {range.Min}.");
        return Enumerable.Range(range.Min, last - range.Min + 1);
    }
}
