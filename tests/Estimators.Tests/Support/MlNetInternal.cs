using System.Reflection;
using Microsoft.ML;

namespace MLNet.Vae.Tests.Support;

/// <summary>What ML.NET and its AutoML do inside, by reflection.</summary>
internal static class MlNetInternal
{
    /// <summary>What AutoML ends a trial with.</summary>
    public static void CancelExecution(MLContext context) =>
        typeof(MLContext).GetMethod("CancelExecution", BindingFlags.Instance | BindingFlags.NonPublic)!.Invoke(context, null);

    /// <summary>All transforms by which data was made, applied to other data.</summary>
    public static IDataView ApplyAllTransforms(MLContext context, IDataView transformed, IDataView newSource) =>
        (IDataView)Type("ApplyTransformUtils").GetMethod("ApplyAllTransformsToData")!.Invoke(null, [context, transformed, newSource, null])!;

    /// <summary>The last transform by which data was made, as a transformer.</summary>
    public static ITransformer Wrap(MLContext context, IDataView transformed) =>
        (ITransformer)Activator.CreateInstance(Type("TransformWrapper"), context, transformed)!;

    private static Type Type(string name) => typeof(MLContext).Assembly.GetType($"Microsoft.ML.Data.{name}", throwOnError: true)!;
}
