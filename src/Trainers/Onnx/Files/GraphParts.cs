using MLNet.Vae.Model;
using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Onnx.Files;

/// <summary>The inputs and outputs of each kind of file.</summary>
internal static class GraphParts
{
    public static void Add(GraphFile file, FittedModel fitted, VaeOnnxGraph graph, IReadOnlyList<string>? featureNames)
    {
        int features = fitted.Weights.Architecture.FeatureCount, latent = fitted.Weights.Architecture.LatentDimension;
        string[]? latentNames = featureNames is null ? null : [.. Enumerable.Range(0, latent).Select(j => $"z{j}")];

        void Output(string name, string value, IReadOnlyList<string>? slotNames, int width, string doc)
        {
            file.AddOutput(name, value, width, doc);
            if (slotNames is not null)
                file.AddSlotNames(name, slotNames);
        }

        void Reconstruction(string value) =>
            Output("Reconstruction", value, featureNames, features, "The decoder's mean in the input's units.");

        string? AddContext() => fitted.Weights.Context.Count is > 0 and var count
            ? file.AddInput("context", count, "The context of each row; none may be missing.")
            : null;

        if (graph == VaeOnnxGraph.Decoder)
        {
            Reconstruction(new VaeGraph(fitted, file, file.AddInput("latent", latent, "Latent vectors."), AddContext()).Decoded);
            return;
        }

        string missing = string.Join(" or ", fitted.Weights.Features.Missing.Values.Prepend(float.NaN).Select(ModelMetadata.Text));
        string rows = file.AddInput("features", features, $"Rows in the input's units; {missing} where a value is missing.");
        var vae = new VaeGraph(fitted, file, rows, AddContext());
        Output("Embedding", vae.Embedding, latentNames, latent, "The posterior mean.");
        Output("LogVariance", vae.LogVariance, latentNames, latent, "The posterior's log variance.");
        if (graph == VaeOnnxGraph.Encoder)
            return;
        Reconstruction(vae.Reconstruction);
        Output("Score", vae.Score, null, 1, "The negative evidence lower bound (or another one) in nats: the higher, the odder.");
        Output("FeatureScores", vae.FeatureScores, featureNames, features, "The negative log likelihood of each feature in nats.");
        Output("PValue", vae.PValue, null, 1, "The share of the training scores that are at least as high.");
        file.AddOutput("PredictedLabel", vae.PredictedLabel, 1, "Whether Score is above the threshold.", ElementType.Boolean);
    }
}
