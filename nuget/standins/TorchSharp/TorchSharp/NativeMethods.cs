using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>The functions of LibTorchSharp.cpp, which have the official library's names.</summary>
internal static unsafe class NativeMethods
{
    private const string Library = "LibTorchSharp";

    [DllImport(Library)] internal static extern IntPtr THSTorch_get_and_reset_last_err();
    [DllImport(Library)] internal static extern int THSTorch_get_num_threads();
    [DllImport(Library)] internal static extern void THSTorch_set_num_threads(int threads);
    [DllImport(Library)] [return: MarshalAs(UnmanagedType.U1)] internal static extern bool THSTorchCuda_is_available();
    [DllImport(Library)] internal static extern int THSTorchCuda_device_count();
    [DllImport(Library)] [return: MarshalAs(UnmanagedType.U1)] internal static extern bool THSAutograd_isGradEnabled();
    [DllImport(Library)] internal static extern void THSAutograd_setGrad([MarshalAs(UnmanagedType.U1)] bool enabled);
    [DllImport(Library)] internal static extern IntPtr THSGenerator_default_generator();
    [DllImport(Library)] internal static extern IntPtr THSGenerator_get_rng_state(IntPtr generator);
    [DllImport(Library)] internal static extern void THSGenerator_dispose(IntPtr generator);
    [DllImport(Library)] internal static extern IntPtr THSTorch_float64_to_scalar(double value);
    [DllImport(Library)] internal static extern void THSTorch_dispose_scalar(IntPtr scalar);
    [DllImport(Library)] internal static extern IntPtr THSTensor_empty(
        long* sizes, int length, ScalarType type, DeviceType device, int index, [MarshalAs(UnmanagedType.U1)] bool requiresGrad);
    [DllImport(Library)] internal static extern void THSTensor_dispose(IntPtr x);
    [DllImport(Library)] internal static extern long THSTensor_numel(IntPtr x);
    [DllImport(Library)] internal static extern long THSTensor_element_size(IntPtr x);
    [DllImport(Library)] internal static extern DeviceType THSTensor_device_type(IntPtr x);
    [DllImport(Library)] internal static extern int THSTensor_is_contiguous(IntPtr x);
    [DllImport(Library)] internal static extern IntPtr THSTensor_data(IntPtr x);
    [DllImport(Library)] internal static extern void THSTensor_set_requires_grad(IntPtr x, [MarshalAs(UnmanagedType.U1)] bool requiresGrad);
    [DllImport(Library)] internal static extern void THSTensor_set_grad(IntPtr x, IntPtr grad);
    [DllImport(Library)] internal static extern void THSTensor_backward(IntPtr x);
    [DllImport(Library)] internal static extern IntPtr THSTensor_detach(IntPtr x);
    [DllImport(Library)] internal static extern IntPtr THSTensor_narrow(IntPtr x, long dim, long start, long length);
    [DllImport(Library)] internal static extern IntPtr THSTensor_view(IntPtr x, long* shape, int length);
    [DllImport(Library)] internal static extern IntPtr THSTensor_expand(
        IntPtr x, long* sizes, int length, [MarshalAs(UnmanagedType.U1)] bool isImplicit);
    [DllImport(Library)] internal static extern IntPtr THSTensor_index_select(IntPtr x, long dim, IntPtr index);
    [DllImport(Library)] internal static extern IntPtr THSTensor_cat(IntPtr* tensors, int length, long dim);
    [DllImport(Library)] internal static extern IntPtr THSTensor_isnan(IntPtr x);
    [DllImport(Library)] internal static extern IntPtr THSTensor_exp(IntPtr x);
    [DllImport(Library)] internal static extern IntPtr THSTensor_neg(IntPtr x);
    [DllImport(Library)] internal static extern IntPtr THSTensor_silu(IntPtr x);
    [DllImport(Library)] internal static extern IntPtr THSTensor_relu(IntPtr x);
    [DllImport(Library)] internal static extern IntPtr THSTensor_tanh(IntPtr x);
    [DllImport(Library)] internal static extern IntPtr THSTensor_sigmoid(IntPtr x);
    [DllImport(Library)] internal static extern IntPtr THSTensor_add(IntPtr x, IntPtr y, IntPtr alpha);
    [DllImport(Library)] internal static extern IntPtr THSTensor_add_scalar(IntPtr x, IntPtr y, IntPtr alpha);
    [DllImport(Library)] internal static extern IntPtr THSTensor_sub(IntPtr x, IntPtr y);
    [DllImport(Library)] internal static extern IntPtr THSTensor_sub_scalar(IntPtr x, IntPtr y);
    [DllImport(Library)] internal static extern IntPtr THSTensor_mul(IntPtr x, IntPtr y);
    [DllImport(Library)] internal static extern IntPtr THSTensor_mul_scalar(IntPtr x, IntPtr y);
    [DllImport(Library)] internal static extern IntPtr THSTensor_addcmul(IntPtr x, IntPtr y, IntPtr z, IntPtr value);
    [DllImport(Library)] internal static extern IntPtr THSTensor_masked_fill(IntPtr x, IntPtr mask, IntPtr value);
    [DllImport(Library)] internal static extern IntPtr THSTensor_norm(IntPtr x, float p);
    [DllImport(Library)] internal static extern IntPtr THSTensor_clamp(IntPtr x, IntPtr min, IntPtr max);
    [DllImport(Library)] internal static extern IntPtr THSTensor_sum(IntPtr x, [MarshalAs(UnmanagedType.U1)] bool hasType, ScalarType type);
    [DllImport(Library)] internal static extern IntPtr THSTensor_sum_along_dimensions(
        IntPtr x,
        long* dims,
        int length,
        [MarshalAs(UnmanagedType.U1)] bool keepdim,
        [MarshalAs(UnmanagedType.U1)] bool hasType,
        ScalarType type);
    [DllImport(Library)] internal static extern void THSTensor_copy_(
        IntPtr x, IntPtr source, [MarshalAs(UnmanagedType.U1)] bool nonBlocking);
    [DllImport(Library)] internal static extern void THSTensor_fill_(IntPtr x, IntPtr value);
    [DllImport(Library)] internal static extern void THSTensor_masked_fill_(IntPtr x, IntPtr mask, IntPtr value);
    [DllImport(Library)] internal static extern void THSTensor_add_(IntPtr x, IntPtr y, IntPtr alpha);
    [DllImport(Library)] internal static extern void THSTensor_add_scalar_(IntPtr x, IntPtr y, IntPtr alpha);
    [DllImport(Library)] internal static extern void THSTensor_mul_scalar_(IntPtr x, IntPtr y);
    [DllImport(Library)] internal static extern void THSTensor_addcmul_(IntPtr x, IntPtr y, IntPtr z, IntPtr value);
    [DllImport(Library)] internal static extern void THSTensor_addcdiv_(IntPtr x, IntPtr y, IntPtr z, IntPtr value);
    [DllImport(Library)] internal static extern void THSTensor_sqrt_(IntPtr x);
    [DllImport(Library)] internal static extern IntPtr THSNN_functional_linear(IntPtr input, IntPtr weight, IntPtr bias);
    [DllImport(Library)] internal static extern IntPtr THSNN_binary_cross_entropy_with_logits(
        IntPtr input, IntPtr target, IntPtr weight, nn.Reduction reduction, IntPtr posWeight);
}
