using Microsoft.ML;

namespace MLNet.Vae.Tests.Repository;

/// <summary>
/// What a piece of code in a README may take for given, by the names that the README gives. Public for the code compiled against it, which
/// is never run: there are types and no values.
/// </summary>
public static class Given
{
    public static MLContext mlContext => null!;

    public static IDataView data => null!;

    public static IDataView heldOut => null!;

    public static ITransformer fitted => null!;

    public static VaeTransformer detector => null!;

    public static string[] numericColumns => null!;

    public static float[] rows => null!;

    public static float[] scores => null!;

    public static Stream stream => null!;
}
