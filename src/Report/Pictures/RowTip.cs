using MLNet.Vae.Pages;
using MLNet.Vae.Rows;

namespace MLNet.Vae.Pictures;

/// <summary>What shows at a row's point: its name, its score, and the features that add most to it.</summary>
internal static class RowTip
{
    public static Tip Create(ReportedRow row, Classes classes, TipWords words)
    {
        var parts = new List<object>
        {
            $"{Shown.Name(row.Name)}: ",
            words[$"{classes.NameOf(row.IsAnomaly)}\nscore "],
            $"{Shown.Nats(row.Score)}, p {row.PValue:g2}",
        };
        foreach (var feature in row.Features)
        {
            parts.Add(words[$"\n{Shown.Name(feature.Name)}: "]);
            parts.Add(Shown.Value(feature.Value));
            parts.Add(words[", expected "]);
            parts.Add($"{Shown.Value(feature.Expected)} ({Shown.Nats(feature.Nats)})");
        }

        return new Tip(parts);
    }
}
