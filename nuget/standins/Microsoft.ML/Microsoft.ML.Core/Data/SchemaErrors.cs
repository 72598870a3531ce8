namespace Microsoft.ML.Data;

internal static class SchemaErrors
{
    public static Exception NoColumn(string role, string column) =>
        new ArgumentOutOfRangeException("inputSchema", $"There is no {role} column '{column}'.");

    public static Exception WrongType(string role, string column, string expected, string actual) =>
        new ArgumentOutOfRangeException("inputSchema", $"The {role} column '{column}' has type {actual}; expected {expected}.");
}
