namespace MLNet.Vae.Tests.Support;

/// <summary>For what not every package that the tests may run on can do.</summary>
internal static class Supported
{
    /// <summary>Skips the test where something says that it is not supported, with what it says.</summary>
    public static T OrSkip<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (NotSupportedException exception)
        {
            Assert.Skip(exception.Message);
            throw;
        }
    }

    /// <inheritdoc cref="OrSkip{T}"/>
    public static void OrSkip(Action action) => OrSkip<object?>(() =>
    {
        action();
        return null;
    });
}
