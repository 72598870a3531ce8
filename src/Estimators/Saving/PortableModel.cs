using System.Reflection;
using Microsoft.ML;
using MLNet.Vae.MlNet;

namespace MLNet.Vae.Saving;

/// <summary>A fitted model in which each transformer of ours is a chain of ML.NET's own, and every other one stays as it is.</summary>
internal static class PortableModel
{
    private static readonly AssemblyName MlNet = typeof(MLContext).Assembly.GetName();

    /// <summary>Writes the model as ML.NET's zip.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputSchema">The schema of the rows that it is to transform.</param>
    /// <param name="stream">Is written to from where it stands, and left open.</param>
    /// <exception cref="ArgumentException">The model has parts that are neither ours nor ML.NET's.</exception>
    public static void Save(ITransformer model, DataViewSchema inputSchema, Stream stream)
    {
        var foreign = TransformerChains.Parts(model).Where(part => part is not VaeTransformerBase && !IsMlNets(part.GetType())).ToList();
        if (foreign.Count > 0)
        {
            throw new ArgumentException(
                "A portable model holds nothing but ML.NET's own transformers, and what becomes of ours. These of the model are neither: " +
                $"{string.Join(", ", foreign.Select(part => part.GetType().Name))}. Save it with mlContext.Model.Save.",
                nameof(model));
        }

        var context = new MLContext();
        var portable = TransformerChains.Convert(
            model,
            inputSchema,
            (part, schema) => part is VaeTransformerBase ours ? PortableTransformer.Create(context, ours, schema) : part);
        context.Model.Save(portable, inputSchema, stream);
    }

    /// <summary>Whether a program that has ML.NET has the type, and those that it is made of: a custom mapping has a class of the caller's.</summary>
    private static bool IsMlNets(Type type)
    {
        var assembly = type.Assembly.GetName();
        bool ownAssembly = assembly.Name!.StartsWith("Microsoft.ML.", StringComparison.Ordinal)
            && assembly.GetPublicKeyToken().AsSpan().SequenceEqual(MlNet.GetPublicKeyToken());
        return ownAssembly && type.GetGenericArguments().All(IsMlNets);
    }
}
