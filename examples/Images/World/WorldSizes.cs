namespace MLNet.Vae.Examples.Images.World;

/// <summary>How much is seen and learned.</summary>
/// <param name="FramesPerEpisode">Frames of an episode.</param>
/// <param name="VisionEpisodes">Episodes whose frames the vision model learns.</param>
/// <param name="VisionEpochs">Passes over them.</param>
/// <param name="MemoryEpisodes">Episodes that the sequence model learns, those of the vision model among them.</param>
/// <param name="MemoryEpochs">Passes over them.</param>
/// <param name="HeldOut">Episodes that neither has seen.</param>
internal sealed record WorldSizes(int FramesPerEpisode, int VisionEpisodes, int VisionEpochs, int MemoryEpisodes, int MemoryEpochs, int HeldOut)
{
    /// <summary>A few minutes on two cores.</summary>
    public static WorldSizes Full { get; } = new(64, 60, 14, 240, 40, 20);

    /// <summary>Seconds, for a look: nothing is learned well.</summary>
    public static WorldSizes Quick { get; } = new(48, 3, 2, 4, 2, 2);
}
