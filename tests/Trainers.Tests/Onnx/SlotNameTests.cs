using MLNet.Vae.Onnx.Proto;

namespace MLNet.Vae.Tests.Onnx;

public class SlotNameTests
{
    private static readonly string[] Names = ["a", "b", "Ä, \"c\"", "", "e", "f", "f"];

    [Fact]
    public void ExportOnnx_WithNames_KeepsThemWhereMLNetLooks()
    {
        byte[] file = Models.Of("mixed").Exported(VaeOnnxGraph.Scorer, Names);
        Assert.Equal(["z0", "z1", "z2"], SlotNames(file, "Embedding"));
        Assert.Equal(["z0", "z1", "z2"], SlotNames(file, "LogVariance"));
        Assert.Equal(Names, SlotNames(file, "Reconstruction"));
        Assert.Equal(Names, SlotNames(file, "FeatureScores"));
        Assert.Empty(SlotNames(file, "Score"));
    }

    [Theory]
    [InlineData(VaeOnnxGraph.Scorer, "features", 7)]
    [InlineData(VaeOnnxGraph.Encoder, "features", 7)]
    [InlineData(VaeOnnxGraph.Decoder, "latent", 3)]
    public void Run_WithNames_GivesTheSameAsWithout(VaeOnnxGraph graph, string input, int width)
    {
        var model = Models.Of("mixed");
        float[] values = Rows.Like(5, width, 0, seed: 1);
        using var without = new OnnxSession(model.Exported(graph));
        using var with = new OnnxSession(model.Exported(graph, Names));
        var found = with.Run(input, values, width);
        Assert.All(without.Run(input, values, width), output => Assert.Equal(output.Value, found[output.Key]));
    }

    [Fact]
    public void Load_WithNames_ReadsTheModel()
    {
        var model = Models.Of("mixed");
        var loaded = VaeModel.Load(new MemoryStream(model.Exported(VaeOnnxGraph.Scorer, Names)));
        Assert.Equal(model.Saved(), loaded.Saved());
    }

    [Fact]
    public void ExportOnnx_WrongNumberOfNames_Throws()
    {
        var exception = Assert.Throws<ArgumentException>(() => Models.Of("mixed").Exported(VaeOnnxGraph.Scorer, ["a"]));
        Assert.StartsWith("There are 1 names; expected 7", exception.Message);
    }

    // As OnnxTransformer finds them: the strings of the attribute keys_strings of the node mlnet.{column}.SlotNames.
    private static IEnumerable<string> SlotNames(byte[] file, string column) =>
        from graph in ProtoField.Parse(file, 0, file.Length)
        where graph.Number == OnnxFields.Model.Graph
        from node in graph.Fields()
        where node.Number == OnnxFields.Graph.Nodes
        where node.Fields().Any(field => field.Number == OnnxFields.Node.Name && field.Text() == $"mlnet.{column}.SlotNames")
        from attribute in node.Fields()
        where attribute.Number == OnnxFields.Node.Attributes && attribute.Fields().First().Text() == "keys_strings"
        from key in attribute.Fields()
        where key.Number == OnnxFields.Attribute.Strings
        select key.Text();
}
