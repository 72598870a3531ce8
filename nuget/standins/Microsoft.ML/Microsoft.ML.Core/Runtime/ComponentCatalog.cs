using System.Reflection;

namespace Microsoft.ML.Runtime;

/// <summary>What the loadable classes of the registered assemblies are called, and how one is made.</summary>
public sealed class ComponentCatalog
{
    private const BindingFlags Members = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly;
    private readonly Dictionary<string, MethodInfo> _makers = [];

    internal ComponentCatalog() { }

    public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
    {
        lock (_makers)
            foreach (var attribute in assembly.GetCustomAttributes<LoadableClassAttribute>())
                foreach (string name in attribute.LoadNames)
                {
                    var maker = attribute.LoaderType.GetMethod("Create", Members, [typeof(IHostEnvironment), typeof(ModelLoadContext)]);
                    Check.That(maker != null || !throwOnError, $"'{name}': {attribute.LoaderType} lacks a method Create(env, context).");
                    _makers[name] = maker;
                }
    }

    /// <summary>Null when nothing has that name. What the maker throws comes in a TargetInvocationException, as officially.</summary>
    internal object CreateOrNull(string name, IHostEnvironment env, ModelLoadContext context)
    {
        MethodInfo maker;
        lock (_makers)
            maker = _makers.GetValueOrDefault(name);
        return maker?.Invoke(null, [env, context]);
    }
}
