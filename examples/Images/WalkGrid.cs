using MLNet.Vae.Examples.Common.Pages;

namespace MLNet.Vae.Examples.Images;

/// <summary>Walks from image to image, one on each line: its two ends, a gap beside each, and between them what lies on the way.</summary>
/// <param name="steps">Images between the ends.</param>
internal sealed class WalkGrid(int steps)
{
    /// <summary>How far apart in a list of one image of each digit a walk's ends are: neighbors would all look alike.</summary>
    public const int Apart = 3;

    private readonly ImageGrid _grid = new(steps + 4);

    /// <summary>Adds a line.</summary>
    /// <param name="from">The end on the left, [side, side].</param>
    /// <param name="between">What lies on the way, as many as there are steps.</param>
    /// <param name="to">The end on the right.</param>
    public void Add(float[] from, IEnumerable<float[]> between, float[] to)
    {
        _grid.Add(from).Add((Picture?)null);
        foreach (float[] image in between)
            _grid.Add(image);
        _grid.Add((Picture?)null).Add(to);
    }

    public string ToHtml() => _grid.ToHtml("Walks between two images");
}
