namespace Microsoft.ML.Data;

/// <summary>The columns that a transformer adds to one input schema.</summary>
internal abstract class RowMapper
{
    public abstract DataViewSchema.DetachedColumn[] Columns { get; }
    public abstract IEnumerable<int> InputsOf(int added);
    protected abstract Delegate MakeGetter(DataViewRow input, int added);

    /// <summary>One getter for each added column, null where not active. Overridden where the columns share their work.</summary>
    public virtual Delegate[] MakeGetters(DataViewRow input, Func<int, bool> active) =>
        Columns.Select((_, i) => active(i) ? MakeGetter(input, i) : null).ToArray();
}
