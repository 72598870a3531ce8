namespace Microsoft.ML.Transforms;

internal sealed class CustomFilter<TSrc> : FilteredView where TSrc : class, new()
{
    private readonly Func<TSrc, bool> _drop;
    private readonly ObjectFiller<TSrc> _filler;

    public CustomFilter(IDataView source, Func<TSrc, bool> drop) : base(source)
    {
        Check.NotNull(drop, "predicate");
        _drop = drop;
        _filler = new ObjectFiller<TSrc>(source.Schema, ignoreMissingColumns: false, null);
    }

    protected override IEnumerable<DataViewSchema.Column> Reads => _filler.Reads;

    protected override Func<bool> MakeTest(DataViewRow row)
    {
        var fill = _filler.Bind(row);
        var value = new TSrc();
        return () =>
        {
            fill(value);
            return !_drop(value);
        };
    }
}
