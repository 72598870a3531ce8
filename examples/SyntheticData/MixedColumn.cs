namespace MLNet.Vae.Examples.SyntheticData;

/// <summary>A column of a table.</summary>
/// <param name="Name">In the header.</param>
/// <param name="IsText">Whether its cells are texts, each a category; otherwise they are numbers.</param>
/// <param name="HasGaps">Whether it is of numbers, and some cells hold none.</param>
internal sealed record MixedColumn(string Name, bool IsText, bool HasGaps)
{
    public override string ToString() => $"{Name} ({(IsText ? "text" : "number")})";
}
