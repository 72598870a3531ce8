namespace MLNet.Vae.Pages;

/// <summary>The colors of a page, as CSS: <c>page.css</c> says what they are on light and on dark ground.</summary>
internal static class PageColors
{
    /// <summary>Blue: what is normal, or real.</summary>
    public const string First = "var(--first)";

    /// <summary>Vermilion, on dark ground orange: anomalies, or what is held against the first.</summary>
    public const string Second = "var(--second)";

    /// <summary>Bluish green.</summary>
    public const string Third = "var(--third)";

    /// <summary>That of the text: black, on dark ground white.</summary>
    public const string Text = "var(--text)";

    /// <summary>Of what stands back: axes and outlines.</summary>
    public const string Axis = "var(--axis)";

    /// <summary>Of the lines behind a picture, and the edges of its fields.</summary>
    public const string Grid = "var(--grid)";
}
