namespace Microsoft.ML;

/// <summary>Names a class that a model can hold, and where its method Create(IHostEnvironment, ModelLoadContext) is.</summary>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
internal sealed class LoadableClassAttribute : Attribute
{
    public LoadableClassAttribute(Type instType, Type argType, Type sigType, string userName, params string[] loadNames)
        : this(instType, instType, argType, sigType, userName, loadNames) { }

    public LoadableClassAttribute(Type instType, Type loaderType, Type argType, Type sigType, string userName, params string[] loadNames)
    {
        Check.That(argType == null, $"The stand-in makes {instType} from a model only, not from {argType}.");
        LoaderType = loaderType;
        LoadNames = loadNames is { Length: > 0 } ? loadNames : [userName];
    }

    internal Type LoaderType { get; }
    internal string[] LoadNames { get; }
}

internal delegate void SignatureLoadModel(ModelLoadContext ctx);
