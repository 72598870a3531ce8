using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Rows;

/// <summary>Reads from a column of labels whether a row is an anomaly.</summary>
internal static class RowLabel
{
    public static bool Reads(DataViewType type) => type is BooleanDataViewType || type.Equals(NumberDataViewType.Single);

    /// <summary>What tells it of the row that a cursor stands on.</summary>
    /// <exception cref="InvalidOperationException">(When called) the label is neither 0 nor 1.</exception>
    public static Func<bool> Reader(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type is BooleanDataViewType)
        {
            var getFlag = row.GetGetter<bool>(column);
            bool flag = default;
            return () =>
            {
                getFlag(ref flag);
                return flag;
            };
        }

        var getNumber = row.GetGetter<float>(column);
        float number = default;
        return () =>
        {
            getNumber(ref number);
            return number is 0 or 1 ? number == 1 : throw Wrong(row.Position, column.Name, number);
        };
    }

    private static InvalidOperationException Wrong(long row, string column, float label) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The label column '{column}' is {label} in row {row}; expected 0 (normal) or 1 (anomaly)."));
}
