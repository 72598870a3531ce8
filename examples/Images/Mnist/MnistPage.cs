using Microsoft.ML;
using Microsoft.ML.Data;
using MLNet.Vae.Examples.Common.Data;
using MLNet.Vae.Examples.Common.Pages;
using MLNet.Vae.Pages;

namespace MLNet.Vae.Examples.Images.Mnist;

/// <summary>The page with what a model has learned of images.</summary>
internal sealed class MnistPage(VaeModel model, DigitImages test, IReadOnlyList<EpochLoss> losses)
{
    private const int Shown = 16, Samples = 81, Walks = 6, Steps = 12, GridSide = 15, MaxDots = 2000;
    private const double GridEdge = 2; // deviations of the prior

    // Of ten classes, in an order that keeps neighbors apart; by M. Okabe and K. Ito, and three more.
    private static readonly string[] Colors =
        ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#202124", "#8c6d31", "#7b52ab", "#9aa0a6"];

    public HtmlPage Create(string description)
    {
        var page = new HtmlPage("What a model learned of digits", description);
        page.AddFigure($"{losses[^1].Test:f2}", "nats a test image, −ELBO");
        page.AddFigure($"{losses[^1].Training:f2}", "nats a training image");
        page.AddFigure($"{model.NumberOfActiveUnits} of {model.LatentDimension}", "latent dimensions in use");
        if (losses.Count > 1)
            page.AddCard("Training", "The mean −ELBO of an image after each epoch, in nats.", DrawLosses());
        page.AddCard("Embedding", $"Test images at their two principal components of {model.LatentDimension} latent dimensions, by digit.", DrawEmbedding());
        page.AddCard("Reconstructions", "Above test images, below what the model makes of their posterior means.", DrawReconstructions(), wide: true);
        page.AddCard("Samples from the prior", "Each is decoded from a draw of N(0, I).", DrawSamples());
        page.AddCard(
            "Two latent dimensions",
            $"The two that carry the most, from −{GridEdge} to {GridEdge} deviations of the prior; all others are 0.",
            DrawGrid());
        page.AddCard("Walks", "Far left and far right two test images; between them the straight line in latent space.", DrawWalks(), wide: true);
        return page;
    }

    private string DrawLosses()
    {
        double low = losses.Min(loss => Math.Min(loss.Training, loss.Test)), high = losses.Max(loss => Math.Max(loss.Training, loss.Test));
        return new Plot("Loss by epoch", Axis.Linear("epoch", losses[0].Epoch, losses[^1].Epoch), Axis.Linear("nats", low, high))
            .AddLine("training", Colors[0], losses.Select(loss => ((double)loss.Epoch, loss.Training)))
            .AddLine("test", Colors[1], losses.Select(loss => ((double)loss.Epoch, loss.Test)))
            .ToHtml("losses");
    }

    private string DrawEmbedding()
    {
        int count = Math.Min(MaxDots, test.Count);
        var points = Project(count);
        var plot = new Plot(
            "Embedding by digit",
            Axis.Linear("first component", points.Min(point => point[0]), points.Max(point => point[0])),
            Axis.Linear("second component", points.Min(point => point[1]), points.Max(point => point[1])));
        foreach (var digit in Enumerable.Range(0, count).GroupBy(row => test.Labels[row]).OrderBy(group => group.Key))
        {
            string name = $"{digit.Key}";
            plot.AddDots(name, Colors[digit.Key % Colors.Length], [.. digit.Select(row => ((double)points[row][0], (double)points[row][1], (Tip)name))]);
        }

        return plot.ToHtml("embedding");
    }

    // The first two principal components of the posterior means, by ML.NET.
    private float[][] Project(int count)
    {
        float[] means = new float[count * model.LatentDimension];
        model.Encode(test.Pixels.AsSpan(0, count * test.Size), means);
        var mlContext = new MLContext(seed: 1);
        FeatureRow[] rows = [.. means.Chunk(model.LatentDimension).Select(mean => new FeatureRow { Features = mean })];
        var data = rows.ToDataView(mlContext);
        var projected = mlContext.Transforms.ProjectToPrincipalComponents("Components", "Features", rank: 2).Fit(data).Transform(data);
        return [.. projected.GetColumn<float[]>("Components")];
    }

    private string DrawReconstructions()
    {
        int count = Math.Min(Shown, test.Count);
        float[] made = new float[count * test.Size];
        model.Reconstruct(test.Pixels.AsSpan(0, count * test.Size), made);
        var grid = new ImageGrid(count);
        for (int i = 0; i < count; i++)
            grid.Add(test.Image(i));
        return AddAll(grid, made).ToHtml("Test images and their reconstructions");
    }

    private string DrawSamples()
    {
        float[] made = new float[Samples * test.Size];
        model.Generate(made, seed: 1, prior: VaePrior.StandardNormal);
        return AddAll(new ImageGrid((int)Math.Sqrt(Samples)), made).ToHtml("New images");
    }

    private string DrawGrid()
    {
        int[] dimensions = [.. Enumerable.Range(0, model.LatentDimension).OrderByDescending(j => model.KlPerLatentDimension[j]).Take(2)];
        float[] latent = new float[GridSide * GridSide * model.LatentDimension], made = new float[GridSide * GridSide * test.Size];
        for (int i = 0; i < GridSide * GridSide; i++)
        {
            latent[i * model.LatentDimension + dimensions[0]] = (float)(GridEdge * (2.0 * (i % GridSide) / (GridSide - 1) - 1));
            latent[i * model.LatentDimension + dimensions[1]] = (float)(GridEdge * (1 - 2.0 * (i / GridSide) / (GridSide - 1)));
        }

        model.Decode(latent, made);
        return AddAll(new ImageGrid(GridSide, tileSize: 28, gap: 0), made).ToHtml("Images over two latent dimensions");
    }

    private string DrawWalks()
    {
        var grid = new WalkGrid(Steps);
        int[] ends = [.. Enumerable.Range(0, test.Count).DistinctBy(row => test.Labels[row]).OrderBy(row => test.Labels[row])];
        float[] path = new float[Steps * test.Size];
        for (int i = 0; i < Math.Min(Walks, ends.Length); i++)
        {
            float[] from = test.Image(ends[i]), to = test.Image(ends[(i + WalkGrid.Apart) % ends.Length]);
            model.Interpolate(from, to, path);
            grid.Add(from, path.Chunk(test.Size), to);
        }

        return grid.ToHtml();
    }

    private ImageGrid AddAll(ImageGrid grid, float[] images)
    {
        foreach (float[] image in images.Chunk(test.Size))
            grid.Add(image);
        return grid;
    }
}
