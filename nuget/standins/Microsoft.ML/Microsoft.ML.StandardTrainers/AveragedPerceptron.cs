// Only to be compiled against: none of this can be made.
namespace Microsoft.ML
{
    public static class StandardTrainersCatalog
    {
        public static AveragedPerceptronTrainer AveragedPerceptron(
            this BinaryClassificationCatalog.BinaryClassificationTrainers catalog, AveragedPerceptronTrainer.Options options) =>
            throw new NotSupportedException("The stand-in has no AveragedPerceptron.");
    }
}

namespace Microsoft.ML.Trainers
{
    public abstract class LinearModelParameters : ModelParametersBase<float>
    {
        private protected LinearModelParameters() : base(null, null) { }
        public IReadOnlyList<float> Weights => throw new NotSupportedException();
        public float Bias { get; protected set; }
    }

    public sealed class LinearBinaryModelParameters : LinearModelParameters
    {
        private LinearBinaryModelParameters() { }
        internal override int OutputSize => 1;
        internal override void Map(in VBuffer<float> features, ref float output) => throw new NotSupportedException();
        private protected override void SaveCore(ModelSaveContext ctx) => throw new NotSupportedException();
    }

    public abstract class OnlineLinearOptions : TrainerInputBaseWithLabel
    {
        public int NumberOfIterations = 1;
        public bool Shuffle = true;
    }

    public abstract class AveragedLinearOptions : OnlineLinearOptions
    {
        public float LearningRate = 1;
        public bool LazyUpdate = true;
        public float L2Regularization;
        public bool Averaged = true;
    }

    public abstract class OnlineLinearTrainer<TTransformer, TModel> : TrainerEstimatorBase<TTransformer, TModel>
        where TTransformer : ISingleFeaturePredictionTransformer<TModel> where TModel : class
    {
        private protected OnlineLinearTrainer() : base(null, null, null) { }
        public override TrainerInfo Info => throw new NotSupportedException();
        private protected override SchemaShape.Column[] OutputColumns => throw new NotSupportedException();
        private protected override TModel Train(TrainingRows rows) => throw new NotSupportedException();
        private protected override TTransformer MakeTransformer(TModel model, DataViewSchema trainSchema) => throw new NotSupportedException();
    }

    public abstract class AveragedLinearTrainer<TTransformer, TModel> : OnlineLinearTrainer<TTransformer, TModel>
        where TTransformer : ISingleFeaturePredictionTransformer<TModel> where TModel : class
    {
        private protected AveragedLinearTrainer() { }
    }

    public sealed class AveragedPerceptronTrainer : AveragedLinearTrainer<BinaryPredictionTransformer<LinearBinaryModelParameters>, LinearBinaryModelParameters>
    {
        private AveragedPerceptronTrainer() { }

        public sealed class Options : AveragedLinearOptions { }
    }
}
