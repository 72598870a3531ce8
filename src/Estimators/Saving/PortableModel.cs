using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Data;
using MLNet.Vae.MlNet;
using MLNet.Vae.Onnx.Files;
using MLNet.Vae.Onnx.Graph;
using MLNet.Vae.Rows;
using MLNet.Vae.Views;

namespace MLNet.Vae.Saving;

/// <summary>
/// A transformer as a chain of ML.NET's own: its OnnxTransformer runs a graph of ours, and others give the columns their names and types.
/// </summary>
internal static class PortableModel
{
    public static void Save(VaeTransformer transformer, VaeView view, string? embedding, Stream stream)
    {
        if (embedding is not null)
            ArgumentException.ThrowIfNullOrEmpty(embedding);
        var file = new GraphFile();
        var columns = AddColumns(file, transformer, embedding is null ? [view] : [view, new FeaturizerView(embedding)]);
        var input = VectorColumn.Create(transformer.InputColumnName, transformer.Model.FeatureCount, transformer.SlotNames);
        string[] outputs = [.. columns.Select(column => column.InGraph)];
        var graph = new SavedOnnxTransformer(ModelFile.Create(file), transformer.InputColumnName, outputs);
        var context = new MLContext();
        ITransformer[] parts = [graph, .. Finish(context, columns, transformer.Model.Threshold)];
        context.Model.Save(new TransformerChain<ITransformer>(parts), Empty(input).Schema, stream);
    }

    /// <summary>Makes a graph of one row, as OnnxTransformer takes them: a batch axis would be one of the columns', too.</summary>
    private static PortableColumn[] AddColumns(GraphFile file, VaeTransformer transformer, VaeView[] views)
    {
        var model = transformer.Model;
        string input = file.AddRowInput(transformer.InputColumnName, model.FeatureCount, "A row in the input's units.");
        var graph = new VaeGraph(model.Fitted, new PrefixedSink(file, "vae/"), input);
        var features = VectorColumn.Type(model.FeatureCount);
        PortableColumn[] columns =
        [
            .. views.SelectMany(view => view.CreateColumns(features, transformer.SlotNames, model.LatentDimension))
                .Where(column => column.PortableForm != PortableForm.ComesWithScore)
                .Select(column => new PortableColumn(column, column.AddToGraph(graph))),
        ];
        foreach (var column in columns)
        {
            file.AddRowOutput(column.InGraph, column.Value, column.Size, "");
            if (column.SlotNames is not null)
                file.AddSlotNames(column.InGraph, column.SlotNames);
        }

        return columns;
    }

    private static IEnumerable<ITransformer> Finish(MLContext context, PortableColumn[] columns, float threshold)
    {
        // The score comes last, as every scalar passes through a column of its name.
        foreach (var column in columns.OrderBy(column => column.Form == PortableForm.Score))
        {
            foreach (var part in Finish(context, column, threshold))
                yield return part;
        }

        foreach (var column in columns)
            yield return context.Transforms.DropColumns(column.InGraph).Fit(Empty(VectorColumn.Create(column.InGraph, 1, null)));
    }

    private static IEnumerable<ITransformer> Finish(MLContext context, PortableColumn column, float threshold) => column.Form switch
    {
        PortableForm.Vector => [context.Transforms.CopyColumns(column.Name, column.InGraph).Fit(
            Empty(VectorColumn.Create(column.InGraph, column.Size, column.SlotNames)))],
        PortableForm.Scalar => ScalarColumn.Create(context, column),
        PortableForm.Score => ScalarColumn.CreateScore(context, column, threshold),
        _ => throw new InvalidOperationException($"Column '{column.Name}' has the form {column.Form}, which is not made of a graph's value."),
    };

    private static GeneratedDataView Empty(DataViewSchema.DetachedColumn column) => new(column, 0, (_, _) => { });
}
