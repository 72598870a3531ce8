using MLNet.Vae.Examples.Common.Pages;
using MLNet.Vae.Pages;

namespace MLNet.Vae.Examples.Images.Parts;

/// <summary>The page with parts, what a model expected of each, and where it was wrong.</summary>
internal static class PartsPage
{
    private const int Shown = 6;

    // White is twice the error that one pixel in so many of normal parts exceeds, so that those stay dark.
    private const int RarePixel = 2000;

    public static HtmlPage Create(PartInspection inspection)
    {
        var page = new HtmlPage("Defective parts", "A model that has only seen normal parts, on others.");
        var normal = inspection.Parts.Where(part => part.Label == 0).ToList();
        var defective = inspection.Parts.Where(part => part.Label != 0).ToList();
        page.AddFigure($"{inspection.AreaUnderRocCurve:f3}", "area under the ROC curve");
        page.AddFigure($"{defective.Count(part => part.PredictedLabel)} of {defective.Count}", "defective parts above the threshold");
        page.AddFigure($"{normal.Count(part => part.PredictedLabel)} of {normal.Count}", "normal parts above it");
        float[] errors = [.. normal.SelectMany(part => part.Errors).OrderDescending()];
        float white = 2 * errors[errors.Length / RarePixel];
        foreach (var kind in inspection.Parts.GroupBy(part => part.Kind))
        {
            var shown = kind.Take(Shown).ToList();
            var grid = new ImageGrid(Shown, tileSize: 96);
            foreach (var part in shown)
                grid.Add(Picture.FromLight(part.Pixels, PartInspection.Side));
            foreach (var part in shown)
                grid.Add(Picture.FromLight(part.Expected, PartInspection.Side));
            foreach (var part in shown)
                grid.Add(Picture.HeatMap(part.Errors, PartInspection.Side, white));
            string alarms = string.Join(", ", shown.Select(part => $"p {part.PValue:0.###}{(part.PredictedLabel ? " alarm" : "")}"));
            page.AddCard(
                kind.Key,
                $"Above pictures, in the middle what the model expected of them, below the squared error, black to white. From left to right: {alarms}.",
                grid.ToHtml($"{kind.Key} parts, their reconstructions and errors"));
        }

        return page;
    }
}
