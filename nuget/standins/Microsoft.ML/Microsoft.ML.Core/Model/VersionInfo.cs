namespace Microsoft.ML;

internal readonly struct VersionInfo
{
    public readonly ulong ModelSignature;
    public readonly uint VerWrittenCur;
    public readonly uint VerReadableCur;
    public readonly uint VerWeCanReadBack;
    public readonly string LoaderAssemblyName;
    public readonly string LoaderSignature;

    public VersionInfo(
        string modelSignature, uint verWrittenCur, uint verReadableCur, uint verWeCanReadBack,
        string loaderAssemblyName, string loaderSignature = null, string loaderSignatureAlt = null)
    {
        Check.That(modelSignature?.Length == 8 && modelSignature.All(char.IsAscii), "A model signature has eight characters.");
        Check.Served(loaderSignatureAlt == null, nameof(loaderSignatureAlt));
        ModelSignature = BitConverter.ToUInt64(modelSignature.Select(c => (byte)c).ToArray());
        VerWrittenCur = verWrittenCur;
        VerReadableCur = verReadableCur;
        VerWeCanReadBack = verWeCanReadBack;
        LoaderAssemblyName = loaderAssemblyName;
        LoaderSignature = loaderSignature;
    }

    /// <summary>For the stand-in's own classes, whose formats have one version each.</summary>
    internal static VersionInfo Of(Type type) => new("STAND-IN", 0x00010001, 0x00010001, 0x00010001, type.Assembly.FullName, type.Name);
}
