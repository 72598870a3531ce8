using MLNet.Vae.Examples.Common.Pages;
using MLNet.Vae.Pages;

namespace MLNet.Vae.Examples.Images.World;

/// <summary>The page of a world, its predictions, and a dream.</summary>
internal static class WorldPage
{
    private const int Seen = 8, Dreamed = 32, Columns = 8, Dreams = 2;

    public static HtmlPage Create(VaeModel vision, Memory memory, Episode[] heldOut, WorldErrors errors)
    {
        var page = new HtmlPage("A world model", "A ball, walls and a paddle that actions move: V sees frames, M predicts what V will see.");
        page.AddFigure($"{errors.Predicted:f2}", "squared error of the predicted next frame");
        page.AddFigure($"{errors.Unchanged:f2}", "where nothing changes");
        page.AddFigure($"{errors.Reconstructed:f2}", "of V alone, the frame itself");
        foreach (var episode in heldOut.Take(Dreams))
        {
            page.AddCard(
                "A dream",
                $"In turn a line of what happened and a line of the dream, {Columns} frames each: M saw {Seen} frames before these, then only its own, and the actions.",
                DrawDream(vision, memory, episode),
                wide: true);
        }

        page.AddCard(
            "One step ahead",
            "Above frames, in the middle what was predicted from those before, below the squared error, black to white.",
            DrawPredictions(vision, memory, heldOut[0]),
            wide: true);
        return page;
    }

    private static string DrawDream(VaeModel vision, Memory memory, Episode episode)
    {
        float[] dream = memory.Dream(LatentEpisode.Create(vision, episode), Seen, Dreamed);
        float[] frames = new float[Dreamed * BallWorld.FrameSize];
        vision.Decode(dream, frames);
        float[][] dreamed = [.. frames.Chunk(BallWorld.FrameSize)];
        var grid = new ImageGrid(Columns, tileSize: 2 * BallWorld.Side);
        for (int first = 0; first < Dreamed; first += Columns)
            Add(Add(grid, episode.Frames.AsSpan(Seen + first, Columns)), dreamed.AsSpan(first, Columns));
        return grid.ToHtml("What happened, and what was dreamed");
    }

    private static string DrawPredictions(VaeModel vision, Memory memory, Episode episode)
    {
        float[] next = memory.Predict(LatentEpisode.Create(vision, episode)), frames = new float[Columns * BallWorld.FrameSize];
        vision.Decode(next.AsSpan((Seen - 1) * vision.LatentDimension, Columns * vision.LatentDimension), frames);
        float[][] predicted = [.. frames.Chunk(BallWorld.FrameSize)];
        var grid = new ImageGrid(Columns, tileSize: 2 * BallWorld.Side);
        Add(Add(grid, episode.Frames.AsSpan(Seen, Columns)), predicted);
        for (int t = 0; t < Columns; t++)
            grid.Add(Picture.HeatMap(Errors(predicted[t], episode.Frames[Seen + t]), BallWorld.Side, white: 1));
        return grid.ToHtml("Frames, predictions and errors");
    }

    private static ImageGrid Add(ImageGrid grid, ReadOnlySpan<float[]> frames)
    {
        foreach (float[] frame in frames)
            grid.Add(Picture.FromColors(frame, BallWorld.Side));
        return grid;
    }

    // The squared error of each pixel, its three colors together.
    private static float[] Errors(float[] found, float[] expected) =>
        [.. found.Zip(expected, (a, b) => (a - b) * (a - b)).Chunk(3).Select(colors => colors.Sum())];
}
