namespace Microsoft.ML.Data;

/// <summary>Where each output column comes from: an input column, or one that a <see cref="RowMapper"/> adds.</summary>
internal sealed class ColumnMapper : IRowToRowMapper
{
    private readonly int[] _sources; // i: input column i; ~i: added column i
    private readonly RowMapper _added;

    private ColumnMapper(DataViewSchema input, List<int> sources, RowMapper added)
    {
        InputSchema = input;
        _sources = sources.ToArray();
        _added = added;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(sources.Select(s => s >= 0 ? new DataViewSchema.DetachedColumn(input[s]) : added.Columns[~s]));
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema { get; }
    public DataViewSchema OutputSchema { get; }

    /// <summary>A new column comes last, or right behind the last one of its name, which it hides.</summary>
    public static ColumnMapper Adding(DataViewSchema input, RowMapper added)
    {
        var sources = Enumerable.Range(0, input.Count).ToList();
        string NameOf(int source) => source >= 0 ? input[source].Name : added.Columns[~source].Name;
        for (int i = 0; i < added.Columns.Length; i++)
        {
            int twin = sources.FindLastIndex(s => NameOf(s) == added.Columns[i].Name);
            sources.Insert(twin < 0 ? sources.Count : twin + 1, ~i);
        }
        return new ColumnMapper(input, sources, added);
    }

    public static ColumnMapper Keeping(DataViewSchema input, IEnumerable<int> kept) => new(input, kept.ToList(), null);

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        var needed = new HashSet<int>();
        foreach (int source in dependingColumns.Select(c => _sources[c.Index]))
        {
            if (source >= 0)
                needed.Add(source);
            else
                needed.UnionWith(_added.InputsOf(~source));
        }
        return InputSchema.Where(c => needed.Contains(c.Index)).ToArray();
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        Check.NotNull(input, nameof(input));
        Check.NotNull(activeColumns, nameof(activeColumns));
        Check.That(input.Schema == InputSchema, "The row has another schema than the mapper was made for.");
        return new MappedRow(this, input, Columns.Flags(OutputSchema, activeColumns));
    }

    /// <summary>Source or added column, and the getters of the added ones.</summary>
    internal sealed class Getters
    {
        private readonly ColumnMapper _mapper;
        private readonly DataViewRow _input;
        private readonly bool[] _active;
        private readonly Delegate[] _added;

        public Getters(ColumnMapper mapper, DataViewRow input, bool[] active)
        {
            _mapper = mapper;
            _input = input;
            _active = active;
            _added = mapper._added?.MakeGetters(input, i => active[Array.IndexOf(mapper._sources, ~i)]);
        }

        public bool IsActive(DataViewSchema.Column column) => _active[column.Index];

        public ValueGetter<TValue> Of<TValue>(DataViewSchema.Column column)
        {
            Check.Param(IsActive(column), nameof(column), $"Column '{column.Name}' is not active.");
            int source = _mapper._sources[column.Index];
            return source >= 0 ? _input.GetGetter<TValue>(_input.Schema[source]) : Columns.Typed<TValue>(_added[~source], column);
        }
    }

    private sealed class MappedRow(ColumnMapper mapper, DataViewRow input, bool[] active) : WrappingRow(input)
    {
        private readonly Getters _getters = new(mapper, input, active);

        public override DataViewSchema Schema => mapper.OutputSchema;
        public override bool IsColumnActive(DataViewSchema.Column column) => _getters.IsActive(column);
        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => _getters.Of<TValue>(column);
    }
}
