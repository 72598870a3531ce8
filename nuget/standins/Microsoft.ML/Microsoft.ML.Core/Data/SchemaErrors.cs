namespace Microsoft.ML.Data;

internal static class SchemaErrors
{
    public static Exception NoColumn(string parameter, string role, string column) =>
        new ArgumentOutOfRangeException(parameter, $"There is no {role} column '{column}'.");

    public static Exception WrongType(string parameter, string role, string column, string expected, string actual) =>
        new ArgumentOutOfRangeException(parameter, $"The {role} column '{column}' has type {actual}; expected {expected}.");
}
