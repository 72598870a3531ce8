using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Arguments;

/// <summary>An argument that is refused is named as the method that the caller called names it.</summary>
public sealed class ParameterNameTests
{
    private static readonly MLContext Context = new(seed: 1);
    private static readonly TransformsCatalog Transforms = Context.Transforms;
    private static readonly AnomalyDetectionCatalog.AnomalyDetectionTrainers Trainers = Context.AnomalyDetection.Trainers;
    private static readonly VaeTransformer Detector = Trained.Detector;
    private static readonly VaeModel Model = Detector.Model;

    // Without the column that is read, and with it as something else.
    private static readonly IDataView Lacking = SchemaOnly.Of(("Other", NumberDataViewType.Single));
    private static readonly IDataView Wrong = SchemaOnly.Of(("Features", NumberDataViewType.Single), ("Embedding", NumberDataViewType.Single));
    private static readonly IDataView Renamed =
        new VectorTable("Features", Samples.Rows(1), slotNames: [.. Samples.SlotNames.Select(name => $"{name}2")]);

    private static readonly DataViewSchema.Column Foreign = SchemaOnly.Of([.. Enumerable.Range(0, 9)
        .Select(index => ($"Foreign{index}", (DataViewType)NumberDataViewType.Single))]).Schema[8];

    /// <summary>Calls with one argument that is refused, and its name.</summary>
    private static readonly (string Parameter, Action Call)[] Calls =
    [
        ("catalog", () => ((AnomalyDetectionCatalog.AnomalyDetectionTrainers)null!).Vae()),
        ("featureColumnName", () => Trainers.Vae("")),
        ("featureColumnName", () => Trainers.Vae((string)null!)),
        ("latentDimension", () => Trainers.Vae(latentDimension: 0)),
        ("falseAlarmRate", () => Trainers.Vae(falseAlarmRate: 0)),
        ("contamination", () => Trainers.Vae(contamination: 2)),
        ("numberOfEpochs", () => Trainers.Vae(numberOfEpochs: 0)),
        ("options", () => Trainers.Vae((VaeEstimator.Options)null!)),
        ("options", () => Trainers.Vae(new VaeEstimator.Options { BatchSize = 0 })),
        ("options", () => Trainers.Vae(new VaeEstimator.Options { FeatureColumnName = "" })),
        ("options", () => Trainers.Vae(new VaeEstimator.Options { FeatureColumnName = null! })),
        ("options", () => Trainers.Vae(new VaeEstimator.Options { EmbeddingColumnName = "" })),
        ("options", () => Trainers.Vae(new VaeEstimator.Options { EmbeddingColumnName = "Score" })),
        ("options", () => Trainers.Vae(new VaeEstimator.Options { ReconstructionColumnName = "R", ImputedColumnName = "R" })),

        ("catalog", () => ((TransformsCatalog)null!).VaeEncode("E")),
        ("outputColumnName", () => Transforms.VaeEncode("")),
        ("outputColumnName", () => Transforms.VaeEncode((string)null!)),
        ("inputColumnName", () => Transforms.VaeEncode("E", "")),
        ("latentDimension", () => Transforms.VaeEncode("E", latentDimension: 0)),
        ("numberOfEpochs", () => Transforms.VaeEncode("E", numberOfEpochs: 0)),
        ("beta", () => Transforms.VaeEncode("E", beta: -1)),
        ("options", () => Transforms.VaeEncode((VaeEstimator.Options)null!)),
        ("options", () => Transforms.VaeEncode(new VaeEstimator.Options { Beta = -1 })),
        ("options", () => Transforms.VaeEncode(new VaeEstimator.Options { ValidationFraction = 0.51 })),
        ("options", () => Transforms.VaeEncode(new VaeEstimator.Options { EmbeddingColumnName = "" })),

        ("catalog", () => ((TransformsCatalog)null!).VaeReconstruct("R")),
        ("outputColumnName", () => Transforms.VaeReconstruct("")),
        ("inputColumnName", () => Transforms.VaeReconstruct("R", "")),
        ("latentDimension", () => Transforms.VaeReconstruct("R", latentDimension: 0)),
        ("options", () => Transforms.VaeReconstruct((VaeEstimator.Options)null!)),
        ("options", () => Transforms.VaeReconstruct(new VaeEstimator.Options { ReconstructionColumnName = "" })),

        ("catalog", () => ((TransformsCatalog)null!).VaeImpute("I")),
        ("outputColumnName", () => Transforms.VaeImpute("")),
        ("inputColumnName", () => Transforms.VaeImpute("I", "")),
        ("numberOfEpochs", () => Transforms.VaeImpute("I", numberOfEpochs: -1)),
        ("options", () => Transforms.VaeImpute((VaeEstimator.Options)null!)),
        ("options", () => Transforms.VaeImpute(new VaeEstimator.Options { ImputedColumnName = "" })),

        ("catalog", () => ((TransformsCatalog)null!).VaeDecode(Model, "D")),
        ("model", () => Transforms.VaeDecode(null!, "D")),
        ("outputColumnName", () => Transforms.VaeDecode(Model, "")),
        ("inputColumnName", () => Transforms.VaeDecode(Model, "D", "")),
        ("options", () => Transforms.VaeDecode(Model, (VaeDecodingEstimator.Options)null!)),
        ("options", () => Transforms.VaeDecode(Model, new VaeDecodingEstimator.Options { InputColumnName = "" })),
        ("options", () => Transforms.VaeDecode(Model, new VaeDecodingEstimator.Options { OutputColumnName = "" })),
        ("options", () => Transforms.VaeDecode(Model, new VaeDecodingEstimator.Options { SlotNames = ["one"] })),

        ("input", () => Trainers.Vae().Fit(null!)),
        ("input", () => Trainers.Vae().Fit(Lacking)),
        ("input", () => Trainers.Vae().Fit(Wrong)),
        ("inputSchema", () => Trainers.Vae().GetOutputSchema(null!)),
        ("inputSchema", () => Trainers.Vae().GetOutputSchema(Shapes.Of(Lacking.Schema))),
        ("inputSchema", () => Trainers.Vae().GetOutputSchema(Shapes.Of(Wrong.Schema))),
        ("input", () => Decoder().Fit(null!)),
        ("input", () => Decoder().Fit(Lacking)),
        ("input", () => Decoder().Fit(Wrong)),
        ("inputSchema", () => Decoder().GetOutputSchema(null!)),
        ("inputSchema", () => Decoder().GetOutputSchema(Shapes.Of(Lacking.Schema))),

        ("input", () => Detector.Transform(null!)),
        ("input", () => Detector.Transform(Lacking)),
        ("input", () => Detector.Transform(Wrong)),
        ("input", () => Detector.Transform(Renamed)),
        ("inputSchema", () => Detector.GetOutputSchema(null!)),
        ("inputSchema", () => Detector.GetOutputSchema(Lacking.Schema)),
        ("inputSchema", () => Detector.GetOutputSchema(Renamed.Schema)),
        ("inputSchema", () => Detector.GetRowToRowMapper(null!)),
        ("inputSchema", () => Detector.GetRowToRowMapper(Wrong.Schema)),
        ("inputSchema", () => Detector.GetRowToRowMapper(Renamed.Schema)),
        ("outputColumnName", () => Detector.AsFeaturizer("")),
        ("outputColumnName", () => Detector.AsReconstructor(null!)),
        ("outputColumnName", () => Detector.AsImputer("")),
        ("threshold", () => Detector.AsAnomalyScorer(float.NaN)),
        ("count", () => Detector.Generate(-1, seed: 1)),

        ("dependingColumns", () => Detector.GetRowToRowMapper(Trained.Data.Schema).GetDependencies(null!)),
        ("dependingColumns", () => Detector.GetRowToRowMapper(Trained.Data.Schema).GetDependencies([Foreign])),
        ("input", () => Detector.GetRowToRowMapper(Trained.Data.Schema).GetRow(null!, [])),
        ("activeColumns", () => Detector.GetRowToRowMapper(Trained.Data.Schema).GetRow(Trained.Data.GetRowCursor([]), [Foreign])),
        ("columnsNeeded", () => Detector.Transform(Trained.Data).GetRowCursor(null!)),
        ("columnsNeeded", () => Detector.Transform(Trained.Data).GetRowCursor([Foreign])),
        ("columnsNeeded", () => Detector.Transform(Trained.Data).GetRowCursorSet([Foreign], 2)),
        ("columnsNeeded", () => Detector.Generate(1, seed: 1).GetRowCursor(null!)),
        ("columnsNeeded", () => Detector.Generate(1, seed: 1).GetRowCursorSet([Foreign], 2)),
        ("column", () => Detector.Transform(Trained.Data).GetRowCursor([]).IsColumnActive(Foreign)),
        ("column", () => Detector.Generate(1, seed: 1).GetRowCursor([]).IsColumnActive(Foreign)),

        ("model", () => ((ITransformer)null!).FindVae()),
        ("catalog", () => ((AnomalyDetectionCatalog)null!).ChangeVaeThreshold(Detector, 1)),
        ("model", () => Context.AnomalyDetection.ChangeVaeThreshold((VaeTransformer)null!, 1)),
        ("threshold", () => Context.AnomalyDetection.ChangeVaeThreshold(Detector, float.NaN)),
        ("threshold", () => Context.AnomalyDetection.ChangeModelThreshold(Detector, float.NaN)),
        ("model", () => Context.AnomalyDetection.ChangeModelThreshold((VaeTransformer)null!, 1)),
        ("catalog", () => ((ModelOperationsCatalog)null!).SavePortable(Detector, Trained.Data.Schema, Stream.Null)),
        ("model", () => Context.Model.SavePortable(null!, Trained.Data.Schema, Stream.Null)),
        ("inputSchema", () => Context.Model.SavePortable(Detector, null!, Stream.Null)),
        ("inputSchema", () => Context.Model.SavePortable(Detector, Lacking.Schema, Stream.Null)),
        ("inputSchema", () => Context.Model.SavePortable(Detector, Renamed.Schema, Stream.Null)),
        ("stream", () => Context.Model.SavePortable(Detector, Trained.Data.Schema, (Stream)null!)),
        ("filePath", () => Context.Model.SavePortable(Detector, Trained.Data.Schema, "")),
        ("filePath", () => Context.Model.SavePortable(Detector, Trained.Data.Schema, (string)null!)),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Calls.Length)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void RefusedArgument_IsNamedAsTheCallerNamesIt(int number)
    {
        var (parameter, call) = Calls[number];
        Assert.Equal(parameter, Assert.ThrowsAny<ArgumentException>(call).ParamName);
    }

    private static VaeDecodingEstimator Decoder() => Transforms.VaeDecode(Model, new VaeDecodingEstimator.Options());
}
