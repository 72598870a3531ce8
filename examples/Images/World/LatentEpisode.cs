namespace MLNet.Vae.Examples.Images.World;

/// <summary>An episode as the sequence model sees it.</summary>
/// <param name="Means">The posterior mean of each frame, [frames, latent].</param>
/// <param name="LogVariances">Its log variance, [frames, latent].</param>
/// <param name="Actions">What is done between a frame and the next.</param>
internal sealed record LatentEpisode(float[] Means, float[] LogVariances, int[] Actions)
{
    public static LatentEpisode Create(VaeModel vision, Episode episode)
    {
        float[] means = new float[episode.Frames.Length * vision.LatentDimension], logVariances = new float[means.Length];
        float[] frames = [.. episode.Frames.SelectMany(frame => frame)];
        vision.Encode(frames, means, logVariances);
        return new LatentEpisode(means, logVariances, episode.Actions);
    }
}
