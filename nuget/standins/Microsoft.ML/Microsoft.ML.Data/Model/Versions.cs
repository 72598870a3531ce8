namespace Microsoft.ML.Data;

internal static class Versions
{
    /// <summary>The stand-in's own formats have one version each.</summary>
    public static VersionInfo First(string modelSignature, Type type, string loaderSignature) =>
        new(modelSignature, 0x00010001, 0x00010001, 0x00010001, type.Assembly.FullName, loaderSignature);
}
