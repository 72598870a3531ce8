using Microsoft.CodeAnalysis;

namespace MLNet.Vae.Tests.Repository;

/// <summary>All that these tests run on, for the compiler to look at: the framework, the packages and the projects.</summary>
internal static class RunningAssemblies
{
    public static IReadOnlyList<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path))
    ];
}
