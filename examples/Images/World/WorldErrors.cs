namespace MLNet.Vae.Examples.Images.World;

/// <summary>Squared errors of a frame, means over the frames of some episodes.</summary>
/// <param name="Predicted">Of the next frame as the two models predict it.</param>
/// <param name="Unchanged">Of the present frame in its place.</param>
/// <param name="Reconstructed">Of the next frame as the vision model alone gives it back: no prediction through it is better by much.</param>
internal sealed record WorldErrors(double Predicted, double Unchanged, double Reconstructed)
{
    public static WorldErrors Measure(VaeModel vision, Memory memory, IEnumerable<Episode> episodes)
    {
        double predicted = 0, unchanged = 0, reconstructed = 0;
        int frames = 0;
        foreach (var episode in episodes)
        {
            var latent = LatentEpisode.Create(vision, episode);
            float[] next = memory.Predict(latent), frame = new float[BallWorld.FrameSize];
            for (int t = 1; t < episode.Frames.Length; t++, frames++)
            {
                vision.Decode(next.AsSpan((t - 1) * vision.LatentDimension, vision.LatentDimension), frame);
                predicted += Error(frame, episode.Frames[t]);
                unchanged += Error(episode.Frames[t - 1], episode.Frames[t]);
                vision.Decode(latent.Means.AsSpan(t * vision.LatentDimension, vision.LatentDimension), frame);
                reconstructed += Error(frame, episode.Frames[t]);
            }
        }

        return new WorldErrors(predicted / frames, unchanged / frames, reconstructed / frames);
    }

    private static double Error(float[] found, float[] expected)
    {
        double sum = 0;
        for (int i = 0; i < found.Length; i++)
            sum += (found[i] - expected[i]) * (found[i] - expected[i]);
        return sum;
    }
}
