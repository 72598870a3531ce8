namespace MLNet.Vae.Examples.Images.Parts;

/// <summary>What is wrong with a part.</summary>
internal enum PartKind
{
    Normal,
    Scratch,
    MissingHole,
    Dent,
    Stain,
}
