using System.Numerics.Tensors;
using MLNet.Vae.Managed.Kernels;
using MLNet.Vae.Model;

namespace MLNet.Vae.Managed;

/// <summary>One fully connected layer in training: its buffers over all blocks, and the three products of a step.</summary>
internal sealed class TrainingLayer
{
    private readonly VaeActivation _activation;
    private readonly float[] _input; // [blocks, inputs, 64]
    private readonly float[] _derivative; // [blocks, outputs, 64]; empty without activation

    /// <param name="tensors">Shape and place of the weights.</param>
    /// <param name="activation">Used if the layer has one.</param>
    /// <param name="blocks">Blocks of rows.</param>
    /// <param name="input">What the layer reads, [blocks, inputs, 64]: the output of the layer before.</param>
    public TrainingLayer(LinearTensors tensors, VaeActivation activation, int blocks, float[] input)
    {
        Tensors = tensors;
        _activation = activation;
        _input = input;
        int size = checked(blocks * tensors.Shape.Outputs * RowBlock.Rows);
        Output = new float[size];
        Gradient = new float[size];
        _derivative = tensors.Shape.HasActivation ? new float[size] : [];
    }

    public LinearTensors Tensors { get; }

    /// <summary>[blocks, outputs, 64].</summary>
    public float[] Output { get; }

    /// <summary>The gradient of the loss by the layer's value before its activation, [blocks, outputs, 64].</summary>
    public float[] Gradient { get; }

    private LinearShape Shape => Tensors.Shape;

    public void Forward(ReadOnlySpan<float> parameters, int block)
    {
        var output = RowBlock.Of(Output, block, Shape.Outputs);
        MatrixProduct.Multiply(
            Tensors.Weight.Of(parameters), Shape.Inputs, 1, RowBlock.Of(_input, block, Shape.Inputs), Tensors.Bias.Of(parameters), output);
        if (Shape.HasActivation)
            Activations.Apply(_activation, output, RowBlock.Of(_derivative, block, Shape.Outputs));
    }

    /// <summary>From this layer's gradient to the gradient by its input, [inputs, 64].</summary>
    public void Backward(ReadOnlySpan<float> parameters, int block, Span<float> inputGradient) =>
        MatrixProduct.Multiply(Tensors.Weight.Of(parameters), 1, Shape.Inputs, RowBlock.Of(Gradient, block, Shape.Outputs), [], inputGradient);

    /// <summary>From this layer's gradient to that of the layer before, through its activation.</summary>
    public void Backward(ReadOnlySpan<float> parameters, int block, TrainingLayer before)
    {
        var gradient = RowBlock.Of(before.Gradient, block, Shape.Inputs);
        Backward(parameters, block, gradient);
        TensorPrimitives.Multiply(gradient, RowBlock.Of(before._derivative, block, Shape.Inputs), gradient);
    }

    /// <summary>Where the gradient of the weights and biases of some outputs lies in the flat gradient.</summary>
    public (Range Weight, Range Bias) Places(int first, int count)
    {
        int weight = Tensors.Weight.Offset + first * Shape.Inputs, bias = Tensors.Bias.Offset + first;
        return (weight..(weight + count * Shape.Inputs), bias..(bias + count));
    }

    /// <summary>The gradient of the weights and biases of some outputs, over every row of every block.</summary>
    /// <param name="first">The first output.</param>
    /// <param name="weight">Receives [n, inputs].</param>
    /// <param name="bias">Receives [n].</param>
    public void ParameterGradient(int first, Span<float> weight, Span<float> bias)
    {
        WeightGradient.Accumulate(Gradient, Shape.Outputs, _input, Shape.Inputs, first, weight);
        WeightGradient.SumRows(Gradient, Shape.Outputs, first, bias);
    }
}
