using MLNet.Vae.Numerics.Products;
using MLNet.Vae.Numerics.RandomNumbers;
using MLNet.Vae.Numerics.Simd;

namespace MLNet.Vae.Training.Managed;

/// <summary>
/// Encoder, latent vector, decoder and likelihood over one batch: the loss (1/B) Σ [(1/S) Σ −log p(x | z_s) + β KL] and its gradient by
/// every value before an activation. Blocks of rows know nothing of each other, so any thread may take any of them.
/// </summary>
internal sealed class Network<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly TrainingPlan _plan;
    private readonly TrainingBatch<TS, TV> _batch;
    private readonly HiddenLayer<TS, TV>[] _encoder, _decoder;
    private readonly HeadLayer<TS, TV> _head;
    private readonly LatentStage<TS, TV> _latent;

    public Network(TrainingPlan plan, PaddedLayout layout)
    {
        _plan = plan;
        _batch = new TrainingBatch<TS, TV>(plan);
        _encoder = Hidden(layout.Encoder, plan.Architecture.Activation, _batch.Blocks, _batch.Input);
        _head = new HeadLayer<TS, TV>(layout.Encoder[^1], _batch.Blocks, LastOutput(_encoder, _batch.Input));
        _latent = new LatentStage<TS, TV>(plan, _head, _batch);
        _decoder = Hidden(layout.Decoder, plan.Architecture.Activation, plan.Samples * _batch.Blocks, _latent.Samples);
        Output = new OutputLayer<TS, TV>(layout.Decoder[^1], LastOutput(_decoder, _latent.Samples), plan, _batch, layout.Parts);
        Layers = [.. _encoder, _head, .. _decoder, Output];
    }

    public OutputLayer<TS, TV> Output { get; }

    public IReadOnlyList<TrainingLayer<TS, TV>> Layers { get; }

    /// <summary>Gets ready for a batch at these parameters, before any worker begins.</summary>
    public void Prepare(ReadOnlySpan<float> parameters, RowBatch batch)
    {
        _batch.Take(batch);
        Output.Prepare(parameters);
    }

    /// <summary>One worker's share of the blocks: forward, loss, and back to the encoder's first layer.</summary>
    public void ForwardAndBackward(ReadOnlySpan<float> parameters, int step, int worker, int workers)
    {
        var (first, last) = Share(worker, workers);
        Encode(parameters, NoisePurpose.Posterior, step, inputNoise: step, first, last);
        for (int sample = 0; sample < _plan.Samples; sample++)
            Decode(parameters, sample * _batch.Blocks + first, sample * _batch.Blocks + last);
        float klWeight = (float)(_plan.Schedule.KlWeight(step) / _batch.Count);
        for (int block = first; block < last; block++)
        {
            _latent.Backward(block, klWeight);
            Backward(_encoder, _head, parameters, block);
        }
    }

    /// <summary>One worker's share of the blocks: the loss alone, without noise on the input.</summary>
    public void Forward(ReadOnlySpan<float> parameters, int series, int worker, int workers)
    {
        var (first, last) = Share(worker, workers);
        Encode(parameters, NoisePurpose.Evaluation, series, inputNoise: null, first, last);
        for (int sample = 0; sample < _plan.Samples; sample++)
            DecodeForward(parameters, sample * _batch.Blocks + first, sample * _batch.Blocks + last);
    }

    /// <summary>The batch's loss.</summary>
    public void ReadLoss(StepLoss loss)
    {
        loss.Reconstruction = Output.Loss;
        _latent.ReadKl(loss.Kl);
    }

    private (int First, int Last) Share(int worker, int workers) =>
        (_batch.Blocks * worker / workers, _batch.Blocks * (worker + 1) / workers);

    private void Encode(ReadOnlySpan<float> parameters, NoisePurpose purpose, int series, int? inputNoise, int first, int last)
    {
        for (int block = first; block < last; block++)
            _batch.Load(block, inputNoise);
        Forward(_encoder, parameters, first, last);
        _head.Forward(parameters, first, last);
        for (int block = first; block < last; block++)
            _latent.Draw(block, purpose, series);
    }

    private void DecodeForward(ReadOnlySpan<float> parameters, int first, int last)
    {
        Forward(_decoder, parameters, first, last);
        Output.Forward(parameters, first, last);
    }

    private void Decode(ReadOnlySpan<float> parameters, int first, int last)
    {
        DecodeForward(parameters, first, last);
        for (int block = first; block < last; block++)
        {
            Backward(_decoder, Output, parameters, block);
            TrainingLayer<TS, TV> lowest = _decoder.Length > 0 ? _decoder[0] : Output;
            lowest.Backward<PlainEpilogue>(parameters, block, _latent.SampleGradient(block), []);
        }
    }

    private static void Forward(HiddenLayer<TS, TV>[] layers, ReadOnlySpan<float> parameters, int first, int last)
    {
        foreach (var layer in layers)
        {
            layer.Forward(parameters, first, last);
            for (int block = first; block < last; block++)
                layer.Output.Turn(block);
        }
    }

    private static void Backward(HiddenLayer<TS, TV>[] layers, TrainingLayer<TS, TV> after, ReadOnlySpan<float> parameters, int block)
    {
        for (int i = layers.Length - 1; i >= 0; i--)
        {
            layers[i].TakeGradient(after, parameters, block);
            after = layers[i];
        }
    }

    private static HiddenLayer<TS, TV>[] Hidden(PaddedLayer[] places, VaeActivation activation, int blocks, LayerValues input)
    {
        var layers = new HiddenLayer<TS, TV>[places.Length - 1];
        for (int i = 0; i < layers.Length; i++)
        {
            layers[i] = new HiddenLayer<TS, TV>(places[i], blocks, input, activation);
            input = layers[i].Output;
        }

        return layers;
    }

    private static LayerValues LastOutput(HiddenLayer<TS, TV>[] layers, LayerValues input) => layers.Length > 0 ? layers[^1].Output : input;
}
