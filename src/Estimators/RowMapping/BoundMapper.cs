using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.RowMapping;

/// <summary>
/// Adds columns, all computed from one vector column, to rows of one schema. A new column hides an older one of its name.
/// </summary>
internal sealed class BoundMapper : IRowToRowMapper
{
    private readonly DataViewSchema.Column _source;
    private readonly Func<DataViewRow, DataViewSchema.Column, RowEvaluator> _createEvaluator;

    /// <param name="inputSchema">The schema of the rows.</param>
    /// <param name="source">The column that is read.</param>
    /// <param name="added">The columns that are added.</param>
    /// <param name="createEvaluator">Makes what computes them from a row and the column read.</param>
    public BoundMapper(
        DataViewSchema inputSchema,
        DataViewSchema.Column source,
        IEnumerable<DataViewSchema.DetachedColumn> added,
        Func<DataViewRow, DataViewSchema.Column, RowEvaluator> createEvaluator)
    {
        _source = source;
        _createEvaluator = createEvaluator;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(inputSchema);
        builder.AddColumns(added);
        InputSchema = inputSchema;
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns) =>
        InputsFor(ActiveOf(dependingColumns));

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Schema != InputSchema)
            throw new ArgumentException("The row's schema is not the one that this mapper was made for.", nameof(input));
        return new MappedRow(input, Bind(input, ActiveOf(activeColumns)));
    }

    /// <summary>Marks the given columns, [output columns].</summary>
    public bool[] ActiveOf(IEnumerable<DataViewSchema.Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        bool[] active = new bool[OutputSchema.Count];
        foreach (var column in columns)
            active[column.Index] = true;
        return active;
    }

    /// <summary>The columns that a row must have for the active ones: themselves, and the one read if an added column is active.</summary>
    public IEnumerable<DataViewSchema.Column> InputsFor(bool[] active)
    {
        bool readsSource = AnyAdded(active);
        return InputSchema.Where(column => active[column.Index] || (readsSource && column.Index == _source.Index));
    }

    /// <summary>The columns of a cursor's rows.</summary>
    public MappedColumns Bind(DataViewRow input, bool[] active) =>
        new(input, OutputSchema, active, AnyAdded(active) ? _createEvaluator(input, _source) : null);

    private bool AnyAdded(bool[] active) => active.AsSpan(InputSchema.Count).Contains(true);
}
