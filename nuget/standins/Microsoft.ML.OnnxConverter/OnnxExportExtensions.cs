namespace Microsoft.ML;

public static class OnnxExportExtensions
{
    public static void ConvertToOnnx(
        this ModelOperationsCatalog catalog, ITransformer transform, IDataView inputData, int opSetVersion, Stream stream) =>
        throw new NotSupportedException("The stand-in of Microsoft.ML.OnnxConverter converts nothing.");
}
