using static TorchSharp.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor : IDisposable
    {
        private static long s_totalCount;

        private IntPtr _handle;
        private DisposeScope? _scope;

        internal Tensor(IntPtr handle)
        {
            if (handle == IntPtr.Zero)
                CheckForErrors();
            _handle = handle;
            Interlocked.Increment(ref s_totalCount);
            _scope = DisposeScope.Register(this);
        }

        ~Tensor() => Dispose(false);

        public static long TotalCount => s_totalCount;

        public IntPtr Handle => _handle != IntPtr.Zero ? _handle : throw new InvalidOperationException("Tensor invalid -- empty handle.");

        public unsafe Span<byte> bytes
        {
            get
            {
                long size = THSTensor_numel(Handle) * THSTensor_element_size(Handle);
                if (THSTensor_is_contiguous(Handle) == 0)
                    throw new InvalidOperationException("Bytes() called on non-contiguous tensor.");
                if (size > int.MaxValue)
                    throw new ArgumentException("Span only supports up to int.MaxValue elements.");
                if (THSTensor_device_type(Handle) != DeviceType.CPU)
                    throw new InvalidOperationException("Reading data from non-CPU memory is not supported.");
                return new Span<byte>((void*)THSTensor_data(Handle), (int)size);
            }
        }

        public bool requires_grad
        {
            set
            {
                THSTensor_set_requires_grad(Handle, value);
                CheckForErrors();
            }
        }

        public Tensor? grad
        {
            set
            {
                THSTensor_set_grad(Handle, value?.Handle ?? IntPtr.Zero);
                CheckForErrors();
            }
        }

        public Tensor DetachFromDisposeScope()
        {
            _scope?.Forget(this);
            _scope = null;
            return this;
        }

        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        protected virtual void Dispose(bool disposing)
        {
            if (_handle == IntPtr.Zero)
                return;
            _scope?.Forget(this);
            Interlocked.Decrement(ref s_totalCount);
            THSTensor_dispose(_handle);
            _handle = IntPtr.Zero;
        }
    }
}
