using TorchSharp.Modules;
using static TorchSharp.torch;

namespace MLNet.Vae.Examples.Images.World;

/// <summary>
/// M of a world model: an LSTM over latent vectors and actions, and for each latent dimension a mixture of Gaussians of its next value. Ha and
/// Schmidhuber 2018, arXiv:1803.10122. TorchSharp is here because it has the recurrent layer and the gradient; ML.NET has neither.
/// </summary>
internal sealed class Memory : nn.Module
{
    private const int Hidden = 128, Components = 5, Batch = 16;
    private const double LearningRate = 3e-3, MaxGradientNorm = 1, LogSigmaLow = -5, LogSigmaHigh = 3;

    // Of the noise on what it sees in training, in deviations: a little of it, and single frames are not learned by heart.
    private const double InputNoise = 0.02;

    private readonly int _latent;
    private readonly LSTM _lstm;
    private readonly Linear _head;
    private readonly Tensor _scale; // deviation of each latent dimension over the frames, [latent]

    private Memory(int latent, float[] scale)
        : base(nameof(Memory))
    {
        _latent = latent;
        _lstm = nn.LSTM(latent + BallWorld.Actions, Hidden, batchFirst: true);
        _head = nn.Linear(Hidden, 3 * latent * Components);
        _scale = tensor(scale);
        RegisterComponents();
    }

    /// <summary>Trains one.</summary>
    /// <param name="episodes">What the world does, all of one length.</param>
    /// <param name="epochs">Passes over them.</param>
    /// <param name="threads">To compute with.</param>
    /// <param name="seed">Of weights, order and noise.</param>
    /// <param name="tell">Told of each epoch: its number and the mean loss, in nats a latent vector.</param>
    public static Memory Train(IReadOnlyList<LatentEpisode> episodes, int epochs, int threads, int seed, Action<int, double> tell)
    {
        set_num_threads(threads);
        manual_seed(seed);
        var order = new Random(seed);
        int steps = episodes[0].Actions.Length, latent = episodes[0].Means.Length / (steps + 1);
        var memory = new Memory(latent, Deviations(episodes, latent));
        int batches = (episodes.Count + Batch - 1) / Batch;
        using var adam = optim.Adam(memory.parameters(), LearningRate);
        var schedule = optim.lr_scheduler.OneCycleLR(adam, LearningRate, total_steps: epochs * batches, cycle_momentum: false);
        int[] numbers = [.. Enumerable.Range(0, episodes.Count)];
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            order.Shuffle(numbers);
            double sum = 0;
            foreach (int[] batch in numbers.Chunk(Batch))
            {
                using var scope = NewDisposeScope();
                var means = tensor(batch.SelectMany(i => episodes[i].Means).ToArray()).view(batch.Length, steps + 1, latent);
                var z = means + InputNoise * memory._scale * randn_like(means);
                adam.zero_grad();
                var loss = memory.Loss(z, Actions(batch.Select(i => episodes[i].Actions)), means);
                loss.backward();
                nn.utils.clip_grad_norm_(memory.parameters(), MaxGradientNorm);
                adam.step();
                schedule.step();
                sum += loss.item<float>() * batch.Length;
            }

            tell(epoch + 1, sum / episodes.Count);
        }

        return memory;
    }

    /// <summary>The mean of each next latent vector given all before it, [frames − 1, latent].</summary>
    public float[] Predict(LatentEpisode episode)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        int steps = episode.Actions.Length;
        var z = tensor(episode.Means).view(1, steps + 1, _latent);
        var next = Next(z.narrow(1, 0, steps), Actions([episode.Actions]), null);
        return [.. Mean(next).data<float>()];
    }

    /// <summary>
    /// Latent vectors that follow from the model's own, [frames, latent]: it sees the first ones of an episode, and then only what it
    /// expects itself.
    /// </summary>
    /// <param name="episode">What it sees first, and what is done all the time.</param>
    /// <param name="seen">How many frames it sees.</param>
    /// <param name="frames">How many it dreams.</param>
    public float[] Dream(LatentEpisode episode, int seen, int frames)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var z = tensor(episode.Means).view(1, -1, _latent);
        var actions = Actions([episode.Actions]);
        var next = Next(z.narrow(1, 0, seen), actions.narrow(1, 0, seen), null);
        var last = Mean(next).narrow(1, seen - 1, 1);
        var dreamed = new List<float>([.. last.data<float>()]);
        for (int t = seen; dreamed.Count < frames * _latent; t++)
        {
            next = Next(last, actions.narrow(1, t, 1), next.State);
            last = Mean(next);
            dreamed.AddRange(last.data<float>());
        }

        return [.. dreamed];
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _scale.Dispose();
        base.Dispose(disposing);
    }

    // −log p of each latent vector given those before, the mean over all. In units of the latent dimensions' deviations.
    private Tensor Loss(Tensor z, Tensor actions, Tensor means)
    {
        long steps = actions.shape[1];
        var next = Next(z.narrow(1, 0, steps), actions, null);
        var found = (means.narrow(1, 1, steps).unsqueeze(-1) - next.Means) / _scale.view(1, 1, -1, 1);
        var log = next.LogShares - 0.5 * (found * (-next.LogSigmas).exp()).square() - next.LogSigmas;
        return -log.logsumexp(-1).sum(-1).mean();
    }

    // The mixtures of the next latent vectors, each about the present one.
    private Mixtures Next(Tensor z, Tensor actions, (Tensor, Tensor)? state)
    {
        var (hidden, h, c) = _lstm.forward(cat([z / _scale, actions], -1), state);
        var parts = _head.forward(hidden).view(z.shape[0], z.shape[1], _latent, 3, Components);
        return new Mixtures(
            nn.functional.log_softmax(parts.select(3, 0), -1),
            z.unsqueeze(-1) + _scale.view(1, 1, -1, 1) * parts.select(3, 1),
            parts.select(3, 2).clamp(LogSigmaLow, LogSigmaHigh),
            (h, c));
    }

    // [episodes, frames, latent].
    private static Tensor Mean(Mixtures next) => (next.LogShares.exp() * next.Means).sum(-1);

    // One-hot, [episodes, steps, actions].
    private static Tensor Actions(IEnumerable<int[]> actions)
    {
        int[][] all = [.. actions];
        return nn.functional.one_hot(tensor(all.SelectMany(of => of.Select(action => (long)action)).ToArray()), BallWorld.Actions)
            .view(all.Length, all[0].Length, BallWorld.Actions).to_type(ScalarType.Float32);
    }

    private static float[] Deviations(IReadOnlyList<LatentEpisode> episodes, int latent)
    {
        float[] deviations = new float[latent];
        for (int j = 0; j < latent; j++)
        {
            double[] values = [.. episodes.SelectMany(episode => episode.Means.Where((_, i) => i % latent == j)).Select(value => (double)value)];
            double mean = values.Average();
            deviations[j] = (float)Math.Sqrt(values.Average(value => (value - mean) * (value - mean)) + 1e-4);
        }

        return deviations;
    }

    /// <param name="LogShares">[episodes, steps, latent, components].</param>
    /// <param name="Means">The same.</param>
    /// <param name="LogSigmas">The same, in units of the dimensions' deviations.</param>
    /// <param name="State">Of the recurrent layer, behind the last step.</param>
    private sealed record Mixtures(Tensor LogShares, Tensor Means, Tensor LogSigmas, (Tensor, Tensor) State);
}
