namespace MLNet.Vae.Model;

/// <summary>An option that is out of range.</summary>
/// <param name="Option">Its name.</param>
/// <param name="Problem">The rest of a sentence that begins with the name.</param>
internal sealed record OptionFailure(string Option, string Problem)
{
    public override string ToString() => $"{Option} {Problem}";
}
