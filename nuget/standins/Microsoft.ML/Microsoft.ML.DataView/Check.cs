namespace Microsoft.ML;

/// <summary>Throws what the official assemblies throw.</summary>
internal static class Check
{
    public static void HasText(string value, string name) => Param(!string.IsNullOrEmpty(value), name, "It is empty.");

    public static void Param(bool holds, string name, string message)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, message);
    }

    public static void That(bool holds, string message)
    {
        if (!holds)
            throw new InvalidOperationException(message);
    }

    /// <summary>For an argument that no caller has given another value than the usual one.</summary>
    public static void Served(bool isServed, string argument)
    {
        if (!isServed)
            throw new NotSupportedException($"The stand-in serves {argument} only at its default.");
    }
}
