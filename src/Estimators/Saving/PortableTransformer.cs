using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Data;
using MLNet.Vae.MlNet;
using MLNet.Vae.Onnx.Files;
using MLNet.Vae.Onnx.Graph;
using MLNet.Vae.Rows;

namespace MLNet.Vae.Saving;

/// <summary>
/// A transformer as a chain of ML.NET's own: its OnnxTransformer runs a graph of ours, and others give the columns their names and types.
/// </summary>
internal static class PortableTransformer
{
    /// <summary>Makes the chain, which can be saved, and nothing else before it is loaded.</summary>
    /// <param name="context">What the parts are made with.</param>
    /// <param name="transformer">The transformer.</param>
    /// <param name="inputSchema">The schema of the rows that it is to transform.</param>
    public static TransformerChain<ITransformer> Create(MLContext context, VaeTransformerBase transformer, DataViewSchema inputSchema)
    {
        var mapper = transformer.Bind(inputSchema, nameof(inputSchema));
        var file = new GraphFile();
        var columns = AddColumns(file, mapper);
        string[] outputs = [.. columns.Select(column => column.InGraph)];
        var graph = new SavedOnnxTransformer(ModelFile.Create(file), [.. mapper.Sources.Select(source => source.Name)], outputs);
        return new TransformerChain<ITransformer>([graph, .. Finish(context, columns, transformer.Model.Threshold)]);
    }

    /// <summary>Makes a graph of one row, as OnnxTransformer takes them: a batch axis would be one of the columns', too.</summary>
    private static PortableColumn[] AddColumns(GraphFile file, BoundMapper mapper)
    {
        string[] inputs =
        [
            .. mapper.Sources.Select(source =>
                file.AddRowInput(source.Name, ((VectorDataViewType)source.Type).Size, "Of a row, in the input's units.")),
        ];
        var graph = mapper.CreateGraph(new PrefixedSink(file, "vae/"), inputs);
        PortableColumn[] columns =
        [
            .. mapper.Added.Where(column => column.PortableForm != PortableForm.ComesWithScore)
                .Select(column => new PortableColumn(column, column.AddToGraph(graph))),
        ];
        foreach (var column in columns)
        {
            file.AddRowOutput(column.InGraph, column.Value, column.TypeInGraph.Dimensions, "");
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
            yield return context.Transforms.DropColumns(column.InGraph).Fit(Empty(column));
    }

    private static IEnumerable<ITransformer> Finish(MLContext context, PortableColumn column, float threshold) => column.Form switch
    {
        PortableForm.Vector => [context.Transforms.CopyColumns(column.Name, column.InGraph).Fit(Empty(column))],
        PortableForm.Scalar => ScalarColumn.Create(context, column),
        PortableForm.Score => ScalarColumn.CreateScore(context, column, threshold),
        _ => throw new InvalidOperationException($"Column '{column.Name}' has the form {column.Form}, which is not made of a graph's value."),
    };

    private static GeneratedDataView Empty(PortableColumn column) =>
        new(0, (VectorColumn.Create(column.InGraph, column.TypeInGraph, column.SlotNames), (_, _) => { }
    ));
}
