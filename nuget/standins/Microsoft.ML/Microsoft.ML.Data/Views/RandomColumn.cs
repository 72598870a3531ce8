namespace Microsoft.ML.Data;

/// <summary>A number in [0, 1) for each row, the same at each pass; so the rows must not be shuffled below it.</summary>
internal sealed class RandomColumn(string name, int seed) : RowMapper
{
    public override DataViewSchema.DetachedColumn[] Columns { get; } = [new(name, NumberDataViewType.Single)];
    public override IEnumerable<int> InputsOf(int added) => [];

    protected override Delegate MakeGetter(DataViewRow input, int added)
    {
        var rand = RandomUtils.Create(seed);
        long position = -1;
        float number = 0;
        return (ValueGetter<float>)((ref float value) =>
        {
            for (; position < input.Position; position++)
                number = rand.NextSingle();
            value = number;
        });
    }
}

/// <summary>One cursor over the rows in their order, whatever is asked.</summary>
internal sealed class OrderedView(IDataView source) : DerivedView(source)
{
    public override bool CanShuffle => false;
    public override long? GetRowCount() => Source.GetRowCount();

    public override DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null) =>
        Source.GetRowCursor(columnsNeeded);
}
