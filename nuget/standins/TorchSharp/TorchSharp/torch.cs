using System.Runtime.InteropServices;
using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    // As officially: without the native library the class cannot be used at all, and says so on the console as well.
    static torch()
    {
        if (NativeLibrary.TryLoad("LibTorchSharp", typeof(torch).Assembly, null, out _))
            return;
        string message = "This application or script uses TorchSharp but doesn't contain a reference to libtorch (stand-in).";
        Console.WriteLine(message);
        throw new NotSupportedException(message);
    }

    public enum ScalarType : sbyte
    {
        Int64 = 4,
        Float32 = 6,
    }

    public static DisposeScope NewDisposeScope() => new();

    public static IDisposable no_grad() => new AutoGradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new AutoGradMode(enabled);

    public static int get_num_threads() => THSTorch_get_num_threads();

    public static void set_num_threads(int num) => THSTorch_set_num_threads(num);

    public static Tensor empty(
        int size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Empty([size], dtype, device, requires_grad);

    public static Tensor empty(
        int rows, int columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null) =>
        Empty([rows, columns], dtype, device, requires_grad);

    public static Tensor zeros(
        int size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)
    {
        using Scalar zero = 0.0;
        return Empty([size], dtype, device, requires_grad).fill_(zero);
    }

    public static unsafe Tensor cat(IList<Tensor> tensors, long dim = 0)
    {
        fixed (IntPtr* handles = tensors.Select(tensor => tensor.Handle).ToArray())
            return new Tensor(THSTensor_cat(handles, tensors.Count, dim));
    }

    public static void CheckForErrors()
    {
        IntPtr error = THSTorch_get_and_reset_last_err();
        if (error != IntPtr.Zero)
            throw new ExternalException(Marshal.PtrToStringAnsi(error));
    }

    private static unsafe Tensor Empty(ReadOnlySpan<long> sizes, ScalarType? dtype, Device? device, bool requires_grad)
    {
        var (type, index) = device is null ? (DeviceType.CPU, -1) : (device.type, device.index);
        fixed (long* first = sizes)
            return new Tensor(THSTensor_empty(first, sizes.Length, dtype ?? ScalarType.Float32, type, index, requires_grad));
    }

    public class Device(DeviceType deviceType, int index = -1)
    {
        public DeviceType type { get; } = deviceType;

        public int index { get; } = index;
    }

    public static partial class cuda
    {
        public static bool is_available() => THSTorchCuda_is_available();

        public static int device_count() => THSTorchCuda_device_count();
    }

    public static partial class random
    {
        public static Tensor get_rng_state()
        {
            IntPtr generator = THSGenerator_default_generator();
            try
            {
                return new Tensor(THSGenerator_get_rng_state(generator));
            }
            finally
            {
                THSGenerator_dispose(generator);
            }
        }
    }

    public static partial class nn
    {
        public enum Reduction : long
        {
            None = 0,
            Mean = 1,
            Sum = 2,
        }

        public static partial class functional
        {
            public static Tensor linear(Tensor input, Tensor weights, Tensor? bias = null) =>
                new(THSNN_functional_linear(input.Handle, weights.Handle, bias?.Handle ?? IntPtr.Zero));

            public static Tensor binary_cross_entropy_with_logits(
                Tensor input, Tensor target, Tensor? weight = null, Reduction reduction = Reduction.Mean, Tensor? pos_weights = null) =>
                new(THSNN_binary_cross_entropy_with_logits(
                    input.Handle, target.Handle, weight?.Handle ?? IntPtr.Zero, reduction, pos_weights?.Handle ?? IntPtr.Zero));
        }
    }
}
