namespace MLNet.Vae.Examples.Images.World;

/// <summary>Some time in the world.</summary>
/// <param name="Frames">What is seen, [frames][height, width, 3], from 0 to 1.</param>
/// <param name="Actions">What is done between a frame and the next: 0 left, 1 stay, 2 right; one less than there are frames.</param>
internal sealed record Episode(float[][] Frames, int[] Actions);
