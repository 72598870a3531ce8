namespace MLNet.Vae.Examples.Images.World;

/// <summary>An episode as the sequence model sees it.</summary>
/// <param name="Means">The posterior mean of each frame, [frames, latent].</param>
/// <param name="Actions">What is done between a frame and the next.</param>
internal sealed record LatentEpisode(float[] Means, int[] Actions)
{
    public static LatentEpisode Create(VaeModel vision, Episode episode)
    {
        float[] means = new float[episode.Frames.Length * vision.LatentDimension];
        for (int t = 0; t < episode.Frames.Length; t++)
            vision.Encode(episode.Frames[t], means.AsSpan(t * vision.LatentDimension, vision.LatentDimension));
        return new LatentEpisode(means, episode.Actions);
    }
}
