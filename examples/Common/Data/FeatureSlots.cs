namespace MLNet.Vae.Examples.Common.Data;

/// <summary>What a row of features is made of.</summary>
/// <param name="Names">[features].</param>
/// <param name="Categories">The slots of each category.</param>
public sealed record FeatureSlots(IReadOnlyList<string> Names, IReadOnlyList<Range> Categories);
