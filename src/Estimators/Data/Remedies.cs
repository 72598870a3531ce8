using Microsoft.ML;
using Microsoft.ML.Data;

namespace MLNet.Vae.Data;

/// <summary>Says which of ML.NET's transforms makes a vector of numbers of a column that is something else.</summary>
internal static class Remedies
{
    private const string Convert = "Transforms.Conversion.ConvertType", Concatenate = "Transforms.Concatenate";

    /// <summary>A sentence with a space before it; empty where there is nothing to say.</summary>
    public static string For(DataViewType type) => type is VectorDataViewType vector
        ? For(vector.ItemType, vector.ItemType is KeyDataViewType, isVector: true)
        : For(type, type is KeyDataViewType, isVector: false);

    /// <inheritdoc cref="For(DataViewType)"/>
    public static string For(SchemaShape.Column column) =>
        For(column.ItemType, column.IsKey, column.Kind != SchemaShape.Column.VectorKind.Scalar);

    private static string For(DataViewType item, bool isKey, bool isVector) => item switch
    {
        _ when isKey => " Map it with Transforms.Conversion.MapKeyToVector.",
        TextDataViewType => " Turn text into numbers with Transforms.Categorical.OneHotEncoding or Transforms.Text.FeaturizeText.",
        NumberDataViewType or BooleanDataViewType => (item.Equals(NumberDataViewType.Single), isVector) switch
        {
            (true, true) => "", // its size is wrong or not known, which the message says
            (true, false) => $" Make a vector of it with {Concatenate}.",
            (false, true) => $" Convert it with {Convert}; pixels, with ExtractPixels' outputAsFloatArray.",
            (false, false) => $" Convert it with {Convert} and make a vector of it with {Concatenate}.",
        },
        // ConvertType makes ticks of it, which a Single rounds to most of an hour.
        DateTimeDataViewType or DateTimeOffsetDataViewType =>
            $" Make numbers of a time with Transforms.CustomMapping, or in the class of a row (hour as sine and cosine, weekday, days since one), " +
            $"and a vector of them with {Concatenate}.",
        TimeSpanDataViewType => isVector
            ? $" Convert it with {Convert}, which counts ticks."
            : $" Convert it with {Convert}, which counts ticks, and make a vector of it with {Concatenate}.",
        RowIdDataViewType => " It numbers rows and says nothing of them: take other columns.",
        _ when IsImage(item) => " Turn images into numbers with Transforms.ResizeImages and Transforms.ExtractPixels.",
        _ => "",
    };

    // The type is in the package Microsoft.ML.ImageAnalytics, which is not referenced.
    private static bool IsImage(DataViewType type) => type.RawType.FullName == "Microsoft.ML.Data.MLImage";
}
