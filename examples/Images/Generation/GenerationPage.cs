using MLNet.Vae.Examples.Common.Data;
using MLNet.Vae.Examples.Common.Pages;
using MLNet.Vae.Pages;

namespace MLNet.Vae.Examples.Images.Generation;

/// <summary>The page with what a model draws.</summary>
internal static class GenerationPage
{
    private const int SampleColumns = 10, Samples = 100;
    private const int Walks = 10, Steps = 8;
    private const int Reconstructions = 20;

    public static HtmlPage Create(SquareImages images, Generator generator)
    {
        var page = new HtmlPage(
            $"Drawn after {images.FileName}",
            $"A variational autoencoder learned {images.Rows.Count:N0} images of {images.Side} × {images.Side} pixels, and draws others.");
        page.AddCard("Samples from the prior", "Each is decoded from a random point of the standard normal prior.", DrawSamples(generator));
        page.AddCard(
            "Walks in latent space",
            "Far left and far right two images of the data; between them what is decoded along the straight line from one to the other.",
            DrawWalks(images, generator));
        page.AddCard(
            "Reconstructions",
            "Above images of the data, below what the model makes of them through its few latent numbers.",
            DrawReconstructions(images, generator),
            wide: true);
        return page;
    }

    private static string DrawSamples(Generator generator)
    {
        var grid = new ImageGrid(SampleColumns);
        foreach (float[] image in generator.Sample(Samples))
            grid.Add(image);
        return grid.ToHtml("New images");
    }

    private static string DrawWalks(SquareImages images, Generator generator)
    {
        var grid = new WalkGrid(Steps);
        foreach (var (from, to) in Ends(images))
            grid.Add(from.Features, generator.Walk(from, to, Steps), to.Features);
        return grid.ToHtml();
    }

    /// <summary>Pairs of images, of different labels where the file has labels.</summary>
    private static IEnumerable<(FeatureRow From, FeatureRow To)> Ends(SquareImages images)
    {
        var ends = images.Rows.DistinctBy(row => row.Label).Concat(images.Rows).Take(Walks).ToList();
        return ends.Select((from, i) => (from, ends[(i + WalkGrid.Apart) % ends.Count]));
    }

    private static string DrawReconstructions(SquareImages images, Generator generator)
    {
        // From the middle of the file: the first rows of the digits are 0 to 9 in turn, and are the ends of the walks already.
        var rows = images.Rows.Skip(images.Rows.Count / 2).Take(Reconstructions).ToList();
        var grid = new ImageGrid(rows.Count);
        foreach (var row in rows)
            grid.Add(row.Features);
        foreach (float[] image in generator.Reconstruct(rows))
            grid.Add(image);
        return grid.ToHtml("Images and their reconstructions");
    }
}
