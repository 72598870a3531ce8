using System.Reflection;

namespace Microsoft.ML.Data;

internal static class Generic
{
    /// <summary>Calls the generic method behind <paramref name="template"/> with the given type in place of its own.</summary>
    public static TResult Call<TResult>(Delegate template, Type type, params object[] arguments) =>
        (TResult)template.Method.GetGenericMethodDefinition().MakeGenericMethod(type)
            .Invoke(template.Target, BindingFlags.DoNotWrapExceptions, null, arguments, null);
}
