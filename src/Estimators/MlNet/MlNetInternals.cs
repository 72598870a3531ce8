using System.Reflection;
using Microsoft.ML;

namespace MLNet.Vae.MlNet;

/// <summary>
/// Where the internal members of ML.NET are reached. They have been the same since its version 1.0; should one ever be gone, the runtime
/// notices when it compiles the code that uses it, which is when <c>use</c> is called.
/// </summary>
internal static class MlNetInternals
{
    /// <param name="purpose">What the members are needed for: "to save a transformer".</param>
    /// <param name="use">Uses them.</param>
    /// <exception cref="InvalidOperationException">This version of ML.NET lacks one.</exception>
    public static T Use<T>(string purpose, Func<T> use)
    {
        try
        {
            return use();
        }
        catch (Exception exception) when (exception is MemberAccessException or TypeLoadException)
        {
            string version = typeof(MLContext).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion
                ?? "of unknown version";
            throw new InvalidOperationException(
                $"Microsoft.ML {version} lacks what MLNet.Vae needs {purpose}: {exception.Message} " +
                "Reference a version of Microsoft.ML that this MLNet.Vae was made for, or a later MLNet.Vae.",
                exception);
        }
    }

    /// <inheritdoc cref="Use{T}"/>
    public static void Use(string purpose, Action use) => Use<object?>(purpose, () =>
    {
        use();
        return null;
    });
}
