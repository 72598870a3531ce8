namespace Microsoft.ML.Data;

internal interface IDataTransform : IDataView, ICanSaveModel
{
    IDataView Source { get; }
}
