namespace MLNet.Vae.Tests.Repository;

/// <summary>Tests that build and pack, one after the other, and share one packing.</summary>
[CollectionDefinition(nameof(Dotnet))]
public sealed class DotnetCollection : ICollectionFixture<PackedPackages>;
