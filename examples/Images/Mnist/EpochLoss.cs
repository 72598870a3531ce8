namespace MLNet.Vae.Examples.Images.Mnist;

/// <summary>How a model stands after an epoch: −ELBO in nats an image.</summary>
/// <param name="Epoch">From 1.</param>
/// <param name="Training">The mean over the steps of the epoch.</param>
/// <param name="Test">The mean over the test images, one draw of the posterior each.</param>
/// <param name="Seconds">Since the training began, tests included.</param>
internal sealed record EpochLoss(int Epoch, double Training, double Test, double Seconds);
