using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Rows;

/// <summary>Reads what a row is called from a column: a text as it is, a number with "row" before it.</summary>
internal static class RowName
{
    public static bool Reads(DataViewType type) => type is TextDataViewType or NumberDataViewType or DateTimeDataViewType;

    /// <summary>What gives the name of the row that a cursor stands on.</summary>
    public static Func<string> Reader(DataViewRow row, DataViewSchema.Column column) => column.Type switch
    {
        TextDataViewType => Reader<ReadOnlyMemory<char>>(row, column, text => text.ToString()),
        DateTimeDataViewType => Reader<DateTime>(row, column, time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
        _ => ((Func<DataViewRow, DataViewSchema.Column, Func<string>>)(Type.GetTypeCode(column.Type.RawType) switch
        {
            TypeCode.SByte => Number<sbyte>,
            TypeCode.Byte => Number<byte>,
            TypeCode.Int16 => Number<short>,
            TypeCode.UInt16 => Number<ushort>,
            TypeCode.Int32 => Number<int>,
            TypeCode.UInt32 => Number<uint>,
            TypeCode.Int64 => Number<long>,
            TypeCode.UInt64 => Number<ulong>,
            TypeCode.Double => Number<double>,
            _ => Number<float>,
        }))(row, column),
    };

    private static Func<string> Number<T>(DataViewRow row, DataViewSchema.Column column)
        where T : IFormattable =>
        Reader<T>(row, column, number => $"row {number.ToString(null, CultureInfo.InvariantCulture)}");

    private static Func<string> Reader<T>(DataViewRow row, DataViewSchema.Column column, Func<T, string> show)
    {
        var getter = row.GetGetter<T>(column);
        T value = default!;
        return () =>
        {
            getter(ref value);
            return show(value);
        };
    }
}
