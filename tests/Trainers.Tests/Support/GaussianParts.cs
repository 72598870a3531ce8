using MLNet.Vae.Model;
using MLNet.Vae.Parts.Likelihoods;
using MLNet.Vae.Training;
using MLNet.Vae.Training.Managed;

namespace MLNet.Vae.Tests.Support;

/// <summary>Short ways to the parameter that the Gaussian likelihood owns.</summary>
internal static class GaussianParts
{
    extension(ParameterLayout layout)
    {
        /// <summary>log σ; of a model with a Gaussian feature.</summary>
        public ParameterTensor LogSigma => layout.Parts.Single(part => part.Spec.Name == Gaussian.LogSigma.Name).Tensor;

        /// <summary>Of a model with a Gaussian feature, and no other whose likelihood owns a parameter.</summary>
        public static ParameterLayout Of(NetworkArchitecture architecture) =>
            new(architecture, Likelihoods.InUse([VaeLikelihood.Gaussian], [], []), new VaeOptions());
    }

    extension(PaddedLayout layout)
    {
        public int LogSigma => layout.Parts.Single(part => part.Spec.Name == Gaussian.LogSigma.Name).Offset;
    }

    extension(TrainingPlan plan)
    {
        public bool LearnsVariance => plan.Layout.Parts.Any(part => part.Owner is Gaussian && part.Spec.IsLearned);
    }

    extension(FittedWeights weights)
    {
        public float[] LogSigma => weights.Part(Gaussian.LogSigma);
    }
}
