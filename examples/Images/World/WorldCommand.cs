using MLNet.Vae.Examples.Common;

namespace MLNet.Vae.Examples.Images.World;

/// <summary>
/// A world model: V, a variational autoencoder of its frames, and M, a sequence model of what V makes of them, which predicts what comes next,
/// and dreams. Ha and Schmidhuber 2018.
/// </summary>
internal static class WorldCommand
{
    private const int LatentDimension = 32, TrainingSeed = 1, HeldOutSeed = 2;

    public static void Run(string[] args)
    {
        var arguments = Arguments.Parse(args, "", ["--page", "--vision-epochs", "--memory-epochs", "--threads"], ["--quick", "--dense"]);
        string page = arguments["--page"] ?? "world.html";
        OutputFile.Check(page); // now, not after minutes of training
        var sizes = arguments.Has("--quick") ? WorldSizes.Quick : WorldSizes.Full;
        sizes = sizes with
        {
            VisionEpochs = arguments.Number("--vision-epochs", sizes.VisionEpochs, min: 1),
            MemoryEpochs = arguments.Number("--memory-epochs", sizes.MemoryEpochs, min: 1),
        };

        int threads = arguments.Number("--threads", Environment.ProcessorCount, min: 1);
        Console.WriteLine($"V learns {sizes.VisionEpisodes * sizes.FramesPerEpisode:N0} frames of {BallWorld.Side} x {BallWorld.Side} x 3");
        var vision = TrainingBar.Show(bar => See(sizes, Vision(sizes.VisionEpochs, threads, arguments.Has("--dense")), bar));
        var episodes = BallWorld.Play(sizes.MemoryEpisodes, sizes.FramesPerEpisode, TrainingSeed)
            .AsParallel().AsOrdered().WithDegreeOfParallelism(threads).Select(episode => LatentEpisode.Create(vision, episode)).ToList();
        Console.WriteLine($"M learns {sizes.MemoryEpisodes:N0} episodes of {sizes.FramesPerEpisode} frames");
        using var memory = Memory.Train(episodes, sizes.MemoryEpochs, threads, seed: 1, (epoch, loss) =>
        {
            if (epoch % Math.Max(1, sizes.MemoryEpochs / 5) == 0)
                Console.WriteLine($"  epoch {epoch}/{sizes.MemoryEpochs}  loss {loss:f2}");
        });

        Episode[] heldOut = [.. BallWorld.Play(sizes.HeldOut, sizes.FramesPerEpisode, HeldOutSeed)];
        var errors = WorldErrors.Measure(vision, memory, heldOut);
        Console.WriteLine(
            $"Squared error of the next frame, {sizes.HeldOut} episodes that neither has seen: predicted {errors.Predicted:f2}, nothing changes {errors.Unchanged:f2}, " +
            $"ratio {errors.Predicted / errors.Unchanged:f2}; V alone, of the frame itself, {errors.Reconstructed:f2}");
        WorldPage.Create(vision, memory, heldOut, errors).Save(page);
        Console.WriteLine($"Pictures: {Path.GetFullPath(page)}");
    }

    private static VaeModel See(WorldSizes sizes, VaeOptions options, IProgress<VaeTrainingProgress> progress)
    {
        float[] frames = new float[sizes.VisionEpisodes * sizes.FramesPerEpisode * BallWorld.FrameSize];
        int at = 0;
        foreach (float[] frame in BallWorld.Play(sizes.VisionEpisodes, sizes.FramesPerEpisode, TrainingSeed).SelectMany(episode => episode.Frames))
        {
            frame.CopyTo(frames, at);
            at += frame.Length;
        }

        return VaeModel.Fit(frames, BallWorld.FrameSize, options, progress);
    }

    private static VaeOptions Vision(int epochs, int threads, bool isDense) => new()
    {
        Architecture = isDense
            ? VaeArchitecture.FullyConnected
            : VaeArchitecture.Convolutional(BallWorld.Side, BallWorld.Side, 3, ImageLayout.ChannelsLast, [16, 32, 64, 64]),
        HiddenLayers = isDense ? [256] : null,
        LatentDimension = LatentDimension,
        Activation = VaeActivation.Relu,
        Likelihood = VaeLikelihood.Bernoulli, // values from 0 to 1
        Beta = 0.3, // where the ball is matters more than how N(0, I) its place is
        BatchSize = 32,
        NumberOfEpochs = epochs,
        LearningRate = isDense ? 1e-3 : 2e-3,
        ValidationFraction = 0, // all frames are learned from; nothing asks for a threshold
        NumberOfScoringSamples = 2, // nothing is scored
        NumberOfThreads = threads,
        Seed = 1,
    };
}
