using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Onnx.Graph;

namespace MLNet.Vae.Parts.Likelihoods;

/// <summary>
/// One kind of likelihood with all its faces: what it learns of a column, the parameters it owns, its terms in training and in scoring, its
/// mean and its draws, its ONNX nodes, and its letter in a file. <see cref="Likelihoods"/> lists the kinds. The TorchSharp form is in
/// src/TorchSharp, under the same name.
/// </summary>
internal abstract class Likelihood
{
    public abstract VaeLikelihood Kind { get; }

    /// <summary>In a file's metadata; never changed.</summary>
    public abstract char Letter { get; }

    /// <summary>Whether it has one distribution for all slots of a block; otherwise each slot is a block.</summary>
    public virtual bool TakesBlocks => false;

    /// <summary>
    /// Whether the decoder has outputs of its own for it, behind those of the features: one for each bin of a feature. That at the place of the feature
    /// is not used then.
    /// </summary>
    public virtual bool TakesBins => false;

    /// <summary>The parameters it owns, one value an output of the decoder.</summary>
    public virtual IReadOnlyList<ParameterSpec> Parameters(VaeOptions options) => [];

    /// <summary>Where training begins with a parameter of a slot of a block.</summary>
    /// <param name="spec">The parameter.</param>
    /// <param name="block">What the training rows say of the block.</param>
    /// <param name="slot">The slot in the block.</param>
    public virtual float Initial(ParameterSpec spec, BlockSummary block, int slot) => spec.Initial;

    /// <summary>Where training begins with a parameter of a bin.</summary>
    public virtual float Initial(ParameterSpec spec, HistogramBin bin) => spec.Initial;

    /// <summary>Where training begins with a parameter of a slot of its own.</summary>
    /// <param name="spec">The parameter.</param>
    /// <param name="scale">That of the feature: the model's unit is (x − location) · scale.</param>
    public virtual float Initial(ParameterSpec spec, float scale) => spec.Initial;

    /// <summary>Null where a finite value can be learned from; otherwise what was expected.</summary>
    public virtual string? Refusal(float value) => null;

    /// <summary>Whether it standardizes a column by a scale that it learns from values which differ.</summary>
    public virtual bool LearnsScale => false;

    /// <summary>Whether the encoder sees the feature.</summary>
    public virtual bool InformsEncoder => true;

    /// <summary>Whether <see cref="VaeLikelihood.Auto"/> may take it for such a column.</summary>
    public abstract bool Suits(in ColumnSummary column);

    /// <summary>Whether <see cref="VaeLikelihood.Auto"/> may take it for such a block of several slots.</summary>
    public virtual bool Suits(BlockSummary block) => false;

    /// <summary>Location and scale of a column: the model's unit is (x − location) · scale.</summary>
    public abstract (float Location, float Scale) Learn(in ColumnSummary column);

    /// <summary>What it adds to the loss of a training step, and its gradients.</summary>
    public abstract ITrainingTerm CreateTrainingTerm<TS, TV>(TrainingTermShape shape)
        where TS : ISimd<TV>
        where TV : struct;

    /// <summary>What it adds to the score of a row.</summary>
    public abstract IRowTerm CreateRowTerm<TS, TV>(RowTermShape shape)
        where TS : ISimd<TV>
        where TV : struct;

    /// <summary>The mean of p(x | z) in the model's units.</summary>
    /// <param name="outputs">What the decoder gives of a block, [outputs]: one a slot, or one a bin.</param>
    /// <param name="parameters">The block's, in the order of <see cref="Parameters"/>, [outputs, parameters].</param>
    /// <param name="means">Receives [slots].</param>
    public abstract void Mean(ReadOnlySpan<float> outputs, ReadOnlySpan<float> parameters, Span<float> means);

    /// <summary>A draw from p(x | z) in the model's units.</summary>
    /// <param name="outputs">What the decoder gives of a block, [outputs]: one a slot, or one a bin.</param>
    /// <param name="parameters">The block's, in the order of <see cref="Parameters"/>, [outputs, parameters].</param>
    /// <param name="noise">The seed's random numbers.</param>
    /// <param name="row">Number of the row.</param>
    /// <param name="block">The slots.</param>
    /// <param name="values">Receives [slots].</param>
    public abstract void Draw(
        ReadOnlySpan<float> outputs, ReadOnlySpan<float> parameters, NoiseSource noise, long row, SlotBlock block, Span<float> values);

    /// <summary>−log p(x | z) in nats, by slot.</summary>
    /// <param name="rows">x in the model's units, its last axis the features, and which of it is missing, [N, features].</param>
    /// <param name="output">
    /// What the decoder gives, of a shape that x broadcasts to; of a kind that <see cref="TakesBins"/> with the outputs of its bins behind those of the
    /// features.
    /// </param>
    /// <param name="parameters">Its own among them, by its specifications.</param>
    /// <returns>Of a shape that broadcasts to that of the features' outputs.</returns>
    public abstract GraphValue NegativeLog(RowValues rows, GraphValue output, GraphParameters parameters);

    /// <summary>The mean of p(x | z) in the input's units.</summary>
    /// <param name="output">What the decoder gives, [N, features]; of a kind that <see cref="TakesBins"/> [N, outputs].</param>
    /// <param name="parameters">Its own among them, by its specifications.</param>
    /// <param name="toInputUnits">From the model's units to the input's.</param>
    public abstract GraphValue Mean(GraphValue output, GraphParameters parameters, Func<GraphValue, GraphValue> toInputUnits);
}
