using CsCheck;
using MLNet.Vae.Numerics;
using MLNet.Vae.Numerics.Simd;
using MLNet.Vae.Parts.Activations;
using MLNet.Vae.Parts.Layers;
using MLNet.Vae.Tests.Onnx;
using MLNet.Vae.Tests.Support;

namespace MLNet.Vae.Tests.Parts.Layers;

/// <summary>Convolutions of any shape against the definition in double: for a row, on every width of vector, and in ONNX Runtime.</summary>
public class ConvolutionTests
{
    // Sums of some hundred float32 products of numbers up to 1.
    private const double Tolerance = 1e-5;

    private static readonly Gen<Case> Cases =
        from height in Gen.Int[1, 11]
        from width in Gen.Int[1, 11]
        from channels in Gen.Int[1, 20]
        from others in Gen.Int[1, 70]
        from stride in Gen.Int[1, 3]
        from more in Gen.Int[0, 3]
        from rows in Gen.Int[1, 3]
        from layout in Gen.Int[0, 2].Select(i => i < 2 ? (ImageLayout?)i : null)
        select new Case(new KernelShape(new ImageShape(height, width, channels), stride + more, stride), others, rows, layout);

    [Fact]
    public void Convolution_AnyShape_IsItsDefinition() => Cases.Holds(
        shape =>
        {
            var layer = new ConvolutionShape(shape.Kernel, shape.Others, HasActivation: true, shape.Layout);
            Check(layer, shape, (image, weight, bias) => NaiveConvolution.Forward(
                image, layer.Input.Channels, layer.Input.Height, layer.Input.Width, weight, bias, shape.Kernel.Size, shape.Kernel.Stride));
        },
        count: 40);

    [Fact]
    public void TransposedConvolution_AnyShape_IsItsDefinition() => Cases.Holds(
        shape =>
        {
            var layer = new TransposedConvolutionShape(shape.Kernel, shape.Others, HasActivation: true, shape.Layout);
            Check(layer, shape, (image, weight, bias) => NaiveConvolution.Transposed(
                image, layer.Input.Channels, layer.Output.Height, layer.Output.Width, weight, bias, shape.Kernel.Size, shape.Kernel.Stride));
        },
        count: 40);

    // The features in the two orders hold the same image, so a model of one is a model of the other.
    [Fact]
    public void ChannelsLast_OfAnImage_IsTheTransposedOfChannelsFirst()
    {
        var image = new ImageShape(2, 3, 2);
        float[] first = [.. Enumerable.Range(0, 12).Select(i => (float)i)], pixels = new float[12], last = new float[12];
        PixelOrder.Load(first, image, ImageLayout.ChannelsFirst, pixels, rowStride: 6);
        PixelOrder.Store(pixels, image, ImageLayout.ChannelsLast, last);
        Assert.Equal([0, 6, 1, 7, 2, 8, 3, 9, 4, 10, 5, 11], last);
    }

    private static void Check(LayerShape layer, Case shape, Func<double[], float[], float[], double[]> definition)
    {
        var numbers = new Numbers(1);
        float[] weight = numbers.Uniforms((int)(layer.NumberOfParameters - layer.Biases), -1, 1), bias = numbers.Uniforms(layer.Biases, -1, 1);
        float[] images = numbers.Uniforms(shape.Rows * layer.Inputs, -1, 1); // [rows, channels, height, width]
        double[][] expected = [.. images.Chunk(layer.Inputs).Select(image => definition([.. image.Select(value => (double)value)], weight, bias))];
        double[] all = [.. expected.SelectMany(values => values)];
        double tolerance = Tolerance * Math.Max(1, all.Max(Math.Abs));

        var run = new Run(layer, shape.Layout, weight, bias, images);
        Close.To([.. all.Select(value => Math.Max(value, 0))], run.On<Simd128, V128>(), tolerance);
        Close.To([.. all.Select(value => Math.Max(value, 0))], run.On<Simd256, V256>(), tolerance);
        Close.To([.. all.Select(value => Math.Max(value, 0))], run.On<Simd512, V512>(), tolerance);
        Close.To(all, run.OnOnnxRuntime(), tolerance);
    }

    private sealed record Case(KernelShape Kernel, int Others, int Rows, ImageLayout? Layout);

    private sealed record Run(LayerShape Layer, ImageLayout? Layout, float[] Weight, float[] Bias, float[] Images)
    {
        private ImageShape Input => Layer is ConvolutionShape convolution ? convolution.Input : ((TransposedConvolutionShape)Layer).Input;

        private ImageShape Output => Layer is ConvolutionShape convolution ? convolution.Output : ((TransposedConvolutionShape)Layer).Output;

        private bool TakesFeatures => Layer is ConvolutionShape && Layout is not null;

        private bool GivesFeatures => Layer is TransposedConvolutionShape && Layout is not null;

        public float[] On<TS, TV>()
            where TS : ISimd<TV>
            where TV : struct
        {
            var row = Layer.CreateRowLayer<TS, TV>(Weight, Bias, new Relu());
            float[][] inputs = [.. Images.Chunk(Layer.Inputs).Select(image => TakesFeatures ? Features(image, Input) : Padded(image, Input))];
            int stride = Padding.Padded(inputs[0].Length), rows = inputs.Length;
            var (x, y, scratch) = (new AlignedBuffer(rows * stride), new AlignedBuffer(rows * row.Width), new AlignedBuffer(row.ScratchLength));
            scratch.Span.Fill(77); // of any content
            for (int i = 0; i < rows; i++)
                inputs[i].CopyTo(x.Span[(i * stride)..]);
            row.Forward(ref x.Start, stride, rows, ref y.Start, ref scratch.Start);
            return [.. y.Span.ToArray().Chunk(row.Width).SelectMany(output => GivesFeatures ? FromFeatures(output, Output) : Unpadded(output, Output))];
        }

        public float[] OnOnnxRuntime()
        {
            float[] rows = [.. Images.Chunk(Layer.Inputs).SelectMany(image => TakesFeatures ? Features(image, Input) : image)];
            float[] found = PartSession.Run(rows, Layer.Inputs, Layer.Outputs, x => Layer.Evaluate(
                x, x.Graph.Tensor("weight", Weight, Layer.WeightSizes), x.Graph.Tensor("bias", Bias, Layer.Biases)));
            return [.. found.Chunk(Layer.Outputs).SelectMany(output => GivesFeatures ? FromFeatures(output, Output) : output)];
        }

        private float[] Features(float[] image, ImageShape shape) => [.. Enumerable.Range(0, shape.Length).Select(i => image[Place(i, shape)])];

        private float[] FromFeatures(float[] features, ImageShape shape)
        {
            float[] image = new float[shape.Length];
            for (int i = 0; i < image.Length; i++)
                image[Place(i, shape)] = features[i];
            return image;
        }

        // Where a feature stands in [channels, height, width].
        private int Place(int feature, ImageShape shape) => Layout == ImageLayout.ChannelsFirst
            ? feature
            : feature % shape.Channels * shape.Height * shape.Width + feature / shape.Channels;

        private static float[] Padded(float[] image, ImageShape shape)
        {
            int channels = Padding.Padded(shape.Channels), pixels = shape.Height * shape.Width;
            float[] padded = new float[pixels * channels];
            for (int i = 0; i < image.Length; i++)
                padded[i % pixels * channels + i / pixels] = image[i];
            return padded;
        }

        private static float[] Unpadded(float[] padded, ImageShape shape)
        {
            int channels = Padding.Padded(shape.Channels), pixels = shape.Height * shape.Width;
            return [.. Enumerable.Range(0, shape.Length).Select(i => padded[i % pixels * channels + i / pixels])];
        }
    }
}
