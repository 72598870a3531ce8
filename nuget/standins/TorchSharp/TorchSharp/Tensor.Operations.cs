using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public void backward()
        {
            THSTensor_backward(Handle);
            CheckForErrors();
        }

        public Tensor detach() => new(THSTensor_detach(Handle));

        public Tensor narrow(long dim, long start, long length) => new(THSTensor_narrow(Handle, dim, start, length));

        public unsafe Tensor view(params long[] shape)
        {
            fixed (long* first = shape)
                return new Tensor(THSTensor_view(Handle, first, shape.Length));
        }

        public unsafe Tensor expand(params long[] sizes)
        {
            fixed (long* first = sizes)
                return new Tensor(THSTensor_expand(Handle, first, sizes.Length, false));
        }

        public Tensor index_select(long dim, Tensor index) => new(THSTensor_index_select(Handle, dim, index.Handle));

        public Tensor isnan() => new(THSTensor_isnan(Handle));

        public Tensor exp() => new(THSTensor_exp(Handle));

        public Tensor neg() => new(THSTensor_neg(Handle));

        public Tensor silu() => new(THSTensor_silu(Handle));

        public Tensor relu() => new(THSTensor_relu(Handle));

        public Tensor tanh() => new(THSTensor_tanh(Handle));

        public Tensor sigmoid() => new(THSTensor_sigmoid(Handle));

        public Tensor add(Tensor target, Scalar alpha) => new(THSTensor_add(Handle, target.Handle, alpha.Handle));

        public Tensor add(Scalar scalar, Scalar alpha) => new(THSTensor_add_scalar(Handle, scalar.Handle, alpha.Handle));

        public Tensor sub(Tensor target) => new(THSTensor_sub(Handle, target.Handle));

        public Tensor sub(Scalar target) => new(THSTensor_sub_scalar(Handle, target.Handle));

        public Tensor mul(Tensor target) => new(THSTensor_mul(Handle, target.Handle));

        public Tensor mul(Scalar target) => new(THSTensor_mul_scalar(Handle, target.Handle));

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) =>
            new(THSTensor_addcmul(Handle, tensor1.Handle, tensor2.Handle, value.Handle));

        public Tensor masked_fill(Tensor mask, Scalar value) => new(THSTensor_masked_fill(Handle, mask.Handle, value.Handle));

        public Tensor clamp(Scalar? min = null, Scalar? max = null) =>
            new(THSTensor_clamp(Handle, min?.Handle ?? IntPtr.Zero, max?.Handle ?? IntPtr.Zero));

        public Tensor norm(float p = 2.0f) => new(THSTensor_norm(Handle, p));

        public Tensor sum(ScalarType? type = null) => new(THSTensor_sum(Handle, type.HasValue, type.GetValueOrDefault()));

        public unsafe Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) =>
            new(THSTensor_sum_along_dimensions(Handle, &dim, 1, keepdim, type.HasValue, type.GetValueOrDefault()));

        public Tensor copy_(Tensor source, bool nonBlocking = false)
        {
            THSTensor_copy_(Handle, source.Handle, nonBlocking);
            return Checked();
        }

        public Tensor fill_(Scalar value)
        {
            THSTensor_fill_(Handle, value.Handle);
            return Checked();
        }

        public Tensor masked_fill_(Tensor mask, Scalar value)
        {
            THSTensor_masked_fill_(Handle, mask.Handle, value.Handle);
            return Checked();
        }

        public Tensor add_(Tensor target, Scalar alpha)
        {
            THSTensor_add_(Handle, target.Handle, alpha.Handle);
            return Checked();
        }

        public Tensor add_(Scalar scalar, Scalar alpha)
        {
            THSTensor_add_scalar_(Handle, scalar.Handle, alpha.Handle);
            return Checked();
        }

        public Tensor mul_(Scalar target)
        {
            THSTensor_mul_scalar_(Handle, target.Handle);
            return Checked();
        }

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value)
        {
            THSTensor_addcmul_(Handle, tensor1.Handle, tensor2.Handle, value.Handle);
            return Checked();
        }

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value)
        {
            THSTensor_addcdiv_(Handle, tensor1.Handle, tensor2.Handle, value.Handle);
            return Checked();
        }

        public Tensor sqrt_()
        {
            THSTensor_sqrt_(Handle);
            return Checked();
        }

        private Tensor Checked()
        {
            CheckForErrors();
            return this;
        }
    }
}
