namespace Microsoft.ML;

public static class OnnxExportExtensions
{
    public static void ConvertToOnnx(
        this ModelOperationsCatalog catalog, ITransformer transform, IDataView inputData, int opSetVersion, Stream stream) =>
        throw NothingIsConverted();

    public static void ConvertToOnnx(this ModelOperationsCatalog catalog, ITransformer transform, IDataView inputData, Stream stream) =>
        throw NothingIsConverted();

    private static NotSupportedException NothingIsConverted() =>
        new("The stand-in of Microsoft.ML.OnnxConverter converts nothing.");
}
