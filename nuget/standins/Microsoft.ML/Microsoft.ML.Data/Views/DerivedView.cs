namespace Microsoft.ML.Data;

internal interface IDataTransform : IDataView, ICanSaveModel
{
    IDataView Source { get; }
}

/// <summary>A view of another view, row by row unless a subclass says otherwise.</summary>
internal abstract class DerivedView(IDataView source) : IDataTransform
{
    public IDataView Source => source;
    public virtual DataViewSchema Schema => source.Schema;
    public virtual bool CanShuffle => source.CanShuffle;
    public abstract long? GetRowCount();
    public abstract DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null);

    public virtual DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    void ICanSaveModel.Save(ModelSaveContext ctx) => throw new NotSupportedException("A view is not saved; its transformer is.");
}
