namespace Microsoft.ML.Data;

public readonly struct DataViewRowId
{
    public readonly ulong Low;
    public readonly ulong High;

    public DataViewRowId(ulong low, ulong high)
    {
        Low = low;
        High = high;
    }
}
