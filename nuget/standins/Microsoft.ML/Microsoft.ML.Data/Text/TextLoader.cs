using System.Reflection;

namespace Microsoft.ML.Data;

public sealed partial class TextLoader : IDataLoader<IMultiStreamSource>
{
    private const int SampleLines = 100;
    private readonly Options _options;
    private readonly TextLines _lines;
    private readonly TextColumn[] _columns;
    private readonly DataViewSchema _schema;

    internal TextLoader(Options options = null, IMultiStreamSource dataSample = null)
    {
        _options = options ?? new Options();
        bool IsFit(char separator) => separator is '\t' or >= ' ' and not '"' && !char.IsAsciiDigit(separator);
        Check.Param(_options.Separators.All(IsFit), nameof(Options.Separators), "A separator is no digit or quote.");
        if (_options.AllowSparse)
            throw new NotSupportedException("The stand-in reads no sparse text.");
        _lines = new TextLines(_options);
        var declared = _options.Columns ?? [new Column("Label", DataKind.Single, 0), new Column { Name = "Features", Source = [new Range(1, null)] }];
        var sample = dataSample == null ? [] : _lines.Read(dataSample, header: true).Take(SampleLines).Select(line => line.Text).ToList();
        _columns = declared.Select(c => new TextColumn(c, () => FieldCount(sample))).ToArray();
        var header = _options.HeaderFile == null ? sample : _lines.Read(new MultiFileSource(_options.HeaderFile), true).Select(line => line.Text);
        var names = (_options.HasHeader || _options.HeaderFile != null) && header.FirstOrDefault() is { } first ? _lines.Split(first) : [];
        var schema = new DataViewSchema.Builder();
        foreach (var column in _columns)
            schema.AddColumn(column.Name, column.Type, column.SlotNames(names));
        _schema = schema.ToSchema();
    }

    public DataViewSchema GetOutputSchema() => _schema;

    public IDataView Load(IMultiStreamSource source)
    {
        Check.NotNull(source, nameof(source));
        return new TextView(_schema, _columns, _lines, source);
    }

    internal static TextLoader Create<TInput>(Options options)
    {
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Instance;
        var members = typeof(TInput).GetFields(Public).Select(f => (Info: (MemberInfo)f, Type: f.FieldType))
            .Concat(typeof(TInput).GetProperties(Public).Where(p => p.GetGetMethod() != null).Select(p => (Info: (MemberInfo)p, Type: p.PropertyType)));
        options ??= new Options();
        options.Columns = members.Select(m => ColumnOf(m.Info, m.Type)).ToArray();
        Check.Param(options.Columns.Length > 0, nameof(TInput), $"{typeof(TInput)} has no public field or property.");
        return new TextLoader(options);
    }

    private static Column ColumnOf(MemberInfo member, Type type)
    {
        var load = member.GetCustomAttribute<LoadColumnAttribute>();
        Check.That(load != null, $"Member {member.Name} does not say which column it is ({nameof(LoadColumnAttribute)}).");
        var item = type.IsArray ? type.GetElementType() : type;
        var primitive = PrimitiveTypes.Of(item == typeof(string) ? typeof(ReadOnlyMemory<char>) : item);
        Check.That(primitive != null, $"Member {member.Name} has a type that no column holds, {type}.");
        return new Column
        {
            Name = member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name,
            Source = load.Sources,
            DataKind = PrimitiveTypes.KindOf(primitive),
        };
    }

    private int FieldCount(List<string> sample)
    {
        var counts = sample.Select(line => _lines.Split(line).Count).Distinct().ToList();
        Check.Param(counts.Count > 0, nameof(Column.Source), "How many fields a line has cannot be told without data.");
        Check.Param(counts.Count == 1, nameof(Column.Source), "The lines differ in their number of fields.");
        return counts[0];
    }

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException("The stand-in saves no loaders.");
}
