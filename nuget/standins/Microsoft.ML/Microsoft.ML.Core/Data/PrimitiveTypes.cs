namespace Microsoft.ML.Data;

public enum DataKind : byte
{
    SByte = 1,
    Byte = 2,
    Int16 = 3,
    UInt16 = 4,
    Int32 = 5,
    UInt32 = 6,
    Int64 = 7,
    UInt64 = 8,
    Single = 9,
    Double = 10,
    String = 11,
    Boolean = 12,
}

internal static class PrimitiveTypes
{
    private static readonly PrimitiveDataViewType[] ByKind =
    [
        null,
        NumberDataViewType.SByte,
        NumberDataViewType.Byte,
        NumberDataViewType.Int16,
        NumberDataViewType.UInt16,
        NumberDataViewType.Int32,
        NumberDataViewType.UInt32,
        NumberDataViewType.Int64,
        NumberDataViewType.UInt64,
        NumberDataViewType.Single,
        NumberDataViewType.Double,
        TextDataViewType.Instance,
        BooleanDataViewType.Instance,
    ];

    public static PrimitiveDataViewType Of(DataKind kind) => ByKind[(int)kind];

    /// <summary>Null for a type no column can hold.</summary>
    public static PrimitiveDataViewType Of(Type rawType) => ByKind.Skip(1).FirstOrDefault(t => t.RawType == rawType);

    public static DataKind KindOf(DataViewType type) => (DataKind)Array.IndexOf(ByKind, type);
}
