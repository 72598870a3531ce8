namespace Microsoft.ML.Data;

/// <summary>A column that a transformer adds: the input columns it is made of, and what makes its getter.</summary>
internal sealed record AddedColumn(
    DataViewSchema.DetachedColumn Column, DataViewSchema.Column[] Inputs, Func<DataViewRow, Delegate> MakeGetter);

/// <summary>Where each output column comes from: an input column, or a transformer.</summary>
internal sealed class ColumnMapper : IRowToRowMapper
{
    private readonly List<(int Input, AddedColumn Added)> _sources;

    private ColumnMapper(DataViewSchema input, IEnumerable<(int Input, AddedColumn Added)> sources)
    {
        InputSchema = input;
        _sources = sources.ToList();
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(_sources.Select(s => s.Added == null ? new DataViewSchema.DetachedColumn(input[s.Input]) : s.Added.Column));
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema { get; }
    public DataViewSchema OutputSchema { get; }

    /// <summary>A new column comes last, or right behind the last one of its name, which it hides.</summary>
    public static ColumnMapper Adding(DataViewSchema input, params AddedColumn[] added)
    {
        var sources = input.Select(c => (c.Index, (AddedColumn)null)).ToList();
        foreach (var column in added)
        {
            int twin = input.GetColumnOrNull(column.Column.Name)?.Index ?? -1;
            sources.Insert(twin < 0 ? sources.Count : sources.FindIndex(s => s.Index == twin) + 1, (-1, column));
        }
        return new ColumnMapper(input, sources);
    }

    public static ColumnMapper Dropping(DataViewSchema input, string[] names) =>
        new(input, input.Where(c => !names.Contains(c.Name)).Select(c => (c.Index, (AddedColumn)null)));

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
    {
        var sources = dependingColumns.Select(c => _sources[c.Index]);
        var needed = sources.SelectMany(s => s.Added == null ? [s.Input] : s.Added.Inputs.Select(c => c.Index)).ToHashSet();
        return InputSchema.Where(c => needed.Contains(c.Index));
    }

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        Check.That(input.Schema == InputSchema, "The row has another schema than the mapper was made for.");
        return new MappedRow(this, input, Columns.Flags(OutputSchema, activeColumns));
    }

    public ValueGetter<TValue> MakeGetter<TValue>(DataViewRow input, DataViewSchema.Column column)
    {
        var (index, added) = _sources[column.Index];
        return added == null ? input.GetGetter<TValue>(InputSchema[index]) : Columns.Typed<TValue>(added.MakeGetter(input), column);
    }

    private sealed class MappedRow(ColumnMapper mapper, DataViewRow input, bool[] active) : DataViewRow
    {
        public override DataViewSchema Schema => mapper.OutputSchema;
        public override long Position => input.Position;
        public override long Batch => input.Batch;
        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();
        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            Columns.CheckActive(this, column);
            return mapper.MakeGetter<TValue>(input, column);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                input.Dispose();
        }
    }
}
