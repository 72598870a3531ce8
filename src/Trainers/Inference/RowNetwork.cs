using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MLNet.Vae.Model;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Activations;
using MLNet.Vae.Parts.Layers;
using MLNet.Vae.Parts.Posteriors;

namespace MLNet.Vae.Inference;

/// <summary>Encoder and decoder of a fitted model for a row at a time.</summary>
internal sealed class RowNetwork<TS, TV>
    where TS : ISimd<TV>
    where TV : struct
{
    private readonly NetworkArchitecture _architecture;
    private readonly RowLayer<TS, TV>[] _encoder, _decoder;
    private readonly int[] _hidden; // features that the encoder is not to see
    private readonly AlignedBuffer _latentLanes; // every bit set for a latent dimension, none beyond, [latent width]

    public RowNetwork(FittedWeights fitted)
    {
        _architecture = fitted.Architecture;
        RowLayer<TS, TV> Layer(LayerTensors tensors) =>
            tensors.Shape.CreateRowLayer<TS, TV>(
                tensors.Weight.Of(fitted.Parameters.Span), tensors.Bias.Of(fitted.Parameters.Span), Activations.Get(fitted.Architecture.Activation));
        _encoder = [.. fitted.Layout.Encoder.Select(Layer)];
        _decoder = [.. fitted.Layout.Decoder.Select(Layer)];
        _latentLanes = new AlignedBuffer(Padding.Padded(fitted.Architecture.LatentDimension));
        _latentLanes.Span[..fitted.Architecture.LatentDimension].Fill(BitConverter.Int32BitsToSingle(-1));
        _hidden = [.. fitted.HiddenInputs];
        LargestWidth = _encoder.Concat(_decoder).Max(layer => layer.Width);
        ScratchLength = _encoder.Concat(_decoder).Max(layer => layer.ScratchLength);
    }

    /// <summary>Outputs of the widest layer, padded.</summary>
    public int LargestWidth { get; }

    /// <summary>Floats that a layer works in beside.</summary>
    public int ScratchLength { get; }

    /// <summary>
    /// From the first rows in memory to the encoder's outputs, [rows, width]: μ, and behind it log σ² before it is clamped. They lie in the
    /// memory until the next call.
    /// </summary>
    public ReadOnlySpan<float> Heads(RowMemory memory, int rows) => Heads(memory, 0, rows);

    /// <inheritdoc cref="Heads(RowMemory, int)"/>
    public ReadOnlySpan<float> Heads(RowMemory memory, int first, int rows)
    {
        if (_hidden.Length > 0)
            Hide(memory, first, rows);
        return Run(_encoder, memory.Input[(first * memory.InputWidth)..], memory.InputWidth, rows, memory);
    }

    /// <summary>From the encoder's outputs to μ and log σ² in memory, clamped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Split(ReadOnlySpan<float> heads, int rows, RowMemory memory)
    {
        int latent = _architecture.LatentDimension, headWidth = _encoder[^1].Width;
        Debug.Assert(rows <= memory.Rows && heads.Length >= rows * headWidth);
        ref float means = ref MemoryMarshal.GetReference(memory.Mean);
        ref float logVariances = ref MemoryMarshal.GetReference(memory.LogVariance);
        ref float lanes = ref _latentLanes.Start;
        for (int row = 0; row < rows; row++)
        {
            ref float head = ref Unsafe.Add(ref MemoryMarshal.GetReference(heads), row * headWidth);
            for (int j = 0; j < latent; j += TS.Count)
            {
                var isLatent = TS.Load(ref Unsafe.Add(ref lanes, j));
                var mean = TS.Load(ref Unsafe.Add(ref head, j));
                var logVariance = DiagonalGaussianKernel<TS, TV>.Clamp(TS.Load(ref Unsafe.Add(ref head, latent + j)));
                int at = row * memory.LatentWidth + j;
                TS.Store(TS.And(isLatent, mean), ref Unsafe.Add(ref means, at));
                TS.Store(TS.And(isLatent, logVariance), ref Unsafe.Add(ref logVariances, at));
            }
        }
    }

    /// <summary>
    /// From the first <see cref="RowMemory.Samples"/> to the decoder's output in the model's units, [rows, width]; it lies in the memory until
    /// the next call.
    /// </summary>
    public ReadOnlySpan<float> Decode(RowMemory memory, int rows) => Decode(memory.Samples, memory.SampleWidth, rows, memory);

    /// <summary>The same from inputs of the decoder that lie elsewhere, [rows, stride].</summary>
    public ReadOnlySpan<float> Decode(ReadOnlySpan<float> inputs, int stride, int rows, RowMemory memory) =>
        Run(_decoder, inputs, stride, rows, memory);

    private ReadOnlySpan<float> Run(RowLayer<TS, TV>[] layers, ReadOnlySpan<float> x, int stride, int rows, RowMemory memory)
    {
        Debug.Assert(x.Length >= rows * stride && memory.LayerLength >= rows * LargestWidth);
        ref float from = ref MemoryMarshal.GetReference(x);
        ref float to = ref memory.First;
        ref float other = ref memory.Second;
        foreach (var layer in layers)
        {
            layer.Forward(ref from, stride, rows, ref to, ref memory.Scratch);
            stride = layer.Width;
            from = ref to;
            to = ref other;
            other = ref from;
        }

        return MemoryMarshal.CreateReadOnlySpan(ref from, rows * stride);
    }

    private void Hide(RowMemory memory, int first, int rows)
    {
        for (int row = first; row < first + rows; row++)
        {
            var input = memory.InputRow(row);
            foreach (int feature in _hidden)
                input[feature] = 0;
        }
    }
}
