namespace Microsoft.ML;

[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class LoadableClassAttribute : LoadableClassAttributeBase
{
    public LoadableClassAttribute(Type instType, Type argType, Type sigType, string userName, params string[] loadNames)
        : base(null, instType, instType, argType, [sigType], userName, loadNames) { }

    public LoadableClassAttribute(Type instType, Type loaderType, Type argType, Type sigType, string userName, params string[] loadNames)
        : base(null, instType, loaderType, argType, [sigType], userName, loadNames) { }
}

internal abstract class LoadableClassAttributeBase : Attribute
{
    protected LoadableClassAttributeBase(string summary, Type instType, Type loaderType, Type argType, Type[] sigTypes, string userName, params string[] loadNames)
    {
        Check.NotNull(instType, nameof(instType));
        Check.NotNull(loaderType, nameof(loaderType));
        Check.That(argType == null, $"The stand-in makes classes from a model only, not {userName} ({summary}) from {argType}.");
        InstanceType = instType;
        LoaderType = loaderType;
        SigTypes = sigTypes;
        LoadNames = loadNames is { Length: > 0 } ? loadNames : [userName];
        Check.Param(!LoadNames.Any(string.IsNullOrWhiteSpace), nameof(loadNames), "A load name is empty.");
    }

    public Type InstanceType { get; private set; }
    public Type LoaderType { get; private set; }
    public Type[] SigTypes { get; private set; }
    public string[] LoadNames { get; private set; }
}
