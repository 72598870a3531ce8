namespace Microsoft.ML;

/// <summary>Only to be compiled against: nothing here is one that can be made.</summary>
public interface IDataLoader<in TSource> : ICanSaveModel
{
    IDataView Load(TSource input);
}
