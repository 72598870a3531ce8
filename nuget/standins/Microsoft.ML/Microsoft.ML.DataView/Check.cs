namespace Microsoft.ML;

/// <summary>Throws what the official assemblies throw: null, out of range, invalid operation.</summary>
internal static class Check
{
    private const string MarkKey = "ML_IsMarked";

    public static void NotNull(object value, string name)
    {
        if (value is null)
            throw new ArgumentNullException(name);
    }

    public static void NotEmpty(string value, string name)
    {
        if (string.IsNullOrEmpty(value))
            throw new ArgumentNullException(name);
    }

    /// <summary>As NotEmpty; the data view assembly throws the one, all the others throw this.</summary>
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

    /// <summary>Tells an exception of the library from one of user code; loading a model wraps the two differently.</summary>
    public static TException Marked<TException>(TException ex) where TException : Exception
    {
        ex.Data[MarkKey] = true;
        return ex;
    }

    public static bool IsMarked(Exception ex) => ex != null && ex.Data.Contains(MarkKey);
}
