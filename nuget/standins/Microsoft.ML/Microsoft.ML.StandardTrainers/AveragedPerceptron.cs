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
    public abstract class LinearModelParameters
    {
        private protected LinearModelParameters() { }
        public IReadOnlyList<float> Weights => throw new NotSupportedException();
        public float Bias => throw new NotSupportedException();
    }

    public sealed class LinearBinaryModelParameters : LinearModelParameters
    {
        private LinearBinaryModelParameters() { }
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

    public sealed class AveragedPerceptronTrainer : IEstimator<BinaryPredictionTransformer<LinearBinaryModelParameters>>
    {
        private AveragedPerceptronTrainer() { }
        public BinaryPredictionTransformer<LinearBinaryModelParameters> Fit(IDataView input) => throw new NotSupportedException();
        public SchemaShape GetOutputSchema(SchemaShape inputSchema) => throw new NotSupportedException();

        public sealed class Options : AveragedLinearOptions { }
    }
}
