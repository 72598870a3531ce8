using System.Reflection;

namespace Microsoft.ML.Runtime;

/// <summary>What the loadable classes of the registered assemblies are called, and how one is made.</summary>
public sealed class ComponentCatalog
{
    private const BindingFlags Members = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
    private static readonly Type[] LoaderArguments = [typeof(IHostEnvironment), typeof(ModelLoadContext)];
    private readonly Lock _lock = new();
    private readonly HashSet<string> _assemblies = [];
    private readonly Dictionary<(string Name, Type Signature), MethodBase> _makers = [];
    internal ComponentCatalog() { }

    public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
    {
        lock (_lock)
        {
            if (!_assemblies.Add(assembly.FullName))
                return;
            foreach (var attribute in assembly.GetCustomAttributes<LoadableClassAttributeBase>())
                Register(attribute, throwOnError);
        }
    }

    private void Register(LoadableClassAttributeBase attribute, bool throwOnError)
    {
        var maker = Maker(attribute);
        if (maker == null)
        {
            if (throwOnError)
                throw new InvalidOperationException($"'{attribute.LoadNames[0]}' of {attribute.LoaderType} has neither the constructor nor the Create method asked for.");
            return;
        }
        foreach (var signature in attribute.SigTypes)
            foreach (string name in attribute.LoadNames)
            {
                if (!_makers.TryAdd((name.ToLowerInvariant(), signature), maker) && throwOnError)
                    throw new InvalidOperationException($"The name '{name}' is taken by {_makers[(name.ToLowerInvariant(), signature)].DeclaringType}.");
            }
    }

    private static MethodBase Maker(LoadableClassAttributeBase attribute)
    {
        var create = attribute.LoaderType.GetMethod("Create", Members | BindingFlags.Static, LoaderArguments);
        if (create?.ReturnType == attribute.InstanceType)
            return create;
        return attribute.LoaderType.GetConstructor(Members | BindingFlags.Instance, LoaderArguments);
    }

    /// <summary>Null when nothing has that name. What the maker throws comes wrapped, as officially.</summary>
    internal object CreateOrNull(Type signature, string name, IHostEnvironment env, ModelLoadContext context)
    {
        MethodBase maker;
        lock (_lock)
            if (!_makers.TryGetValue((name.ToLowerInvariant(), signature), out maker))
                return null;
        try
        {
            return maker is ConstructorInfo constructor ? constructor.Invoke([env, context]) : maker.Invoke(null, [env, context]);
        }
        catch (TargetInvocationException ex) when (Check.IsMarked(ex.InnerException))
        {
            throw new InvalidOperationException($"'{name}' could not be made.", ex);
        }
    }
}
