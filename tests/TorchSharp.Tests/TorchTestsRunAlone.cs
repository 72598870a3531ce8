namespace MLNet.Vae.Tests.Torch;

/// <summary>The number of live tensors and the resident size are the process's, so nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(TorchTests), DisableParallelization = true)]
public sealed class TorchTestsRunAlone;
