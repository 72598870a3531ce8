namespace Microsoft.ML.Data;

/// <summary>The one kind of text column that is loaded; officially there are thirteen.</summary>
public enum DataKind : byte
{
    Single = 9,
}

internal static class PrimitiveTypes
{
    /// <summary>The place of a type is its number in a saved model.</summary>
    public static readonly PrimitiveDataViewType[] All =
    [
        NumberDataViewType.Single,
        NumberDataViewType.Double,
        NumberDataViewType.Int32,
        NumberDataViewType.UInt32,
        BooleanDataViewType.Instance,
        TextDataViewType.Instance,
    ];

    public static PrimitiveDataViewType Of(Type rawType) => All.FirstOrDefault(t => t.RawType == rawType)
        ?? throw new ArgumentOutOfRangeException(nameof(rawType), $"The stand-in has no columns of {rawType}.");
}
