// The native half of the stand-in: the functions of TorchSharp's LibTorchSharp that its managed half here calls, under their names, over Debian's libtorch. As officially,
// an error of libtorch is kept for the thread and asked for by the caller, and an undefined tensor is a null pointer.
#include <ATen/Parallel.h>
#include <cstring>
#include <torch/autograd.h>
#include <torch/cuda.h>
#include <torch/utils.h>

using at::Scalar;
using at::Tensor;

namespace
{
    thread_local char* last_error = nullptr;

    template <typename Work>
    void guarded(Work work)
    {
        last_error = nullptr;
        try {
            work();
        } catch (const c10::Error& error) {
            last_error = strdup(error.what());
        } catch (const std::runtime_error& error) { // anything else ends the process, as officially
            last_error = strdup(error.what());
        }
    }

    template <typename Work>
    Tensor* made(Work work)
    {
        Tensor* result = nullptr;
        guarded([&] {
            Tensor tensor = work();
            result = tensor.defined() ? new Tensor(tensor) : nullptr;
        });
        return result;
    }
}

#define API extern "C" __attribute__((visibility("default")))
#define UNARY(name, call) API Tensor* THSTensor_##name(Tensor* x) { return made([&] { return call; }); }
#define IN_PLACE(name, parameters, call) API void THSTensor_##name parameters { guarded([&] { call; }); }

API const char* THSTorch_get_and_reset_last_err() { char* error = last_error; last_error = nullptr; return error; }
API int THSTorch_get_num_threads() { return at::get_num_threads(); }

// Debian's OpenBLAS has threads of its own, which libtorch's setting does not reach; the official library's BLAS follows that setting.
extern "C" void openblas_set_num_threads(int threads) __attribute__((weak));
API void THSTorch_set_num_threads(int threads)
{
    at::set_num_threads(threads);
    if (openblas_set_num_threads != nullptr)
        openblas_set_num_threads(threads);
}

API bool THSTorchCuda_is_available() { return torch::cuda::is_available(); }
API int THSTorchCuda_device_count() { return (int)torch::cuda::device_count(); }
API bool THSAutograd_isGradEnabled() { return at::GradMode::is_enabled(); }
API void THSAutograd_setGrad(bool enabled) { at::GradMode::set_enabled(enabled); }
API at::Generator* THSGenerator_default_generator() { return new at::Generator(at::globalContext().defaultGenerator(at::kCPU)); }
API Tensor* THSGenerator_get_rng_state(at::Generator* generator) { return made([&] { return generator->get_state(); }); }
API void THSGenerator_dispose(at::Generator* generator) { delete generator; }

API Scalar* THSTorch_float64_to_scalar(double value) { return new Scalar(value); }
API void THSTorch_dispose_scalar(Scalar* scalar) { delete scalar; }

API Tensor* THSTensor_empty(const int64_t* sizes, int length, int8_t type, int device, int index, bool requires_grad)
{
    return made([&] {
        auto place = at::Device((at::DeviceType)device, (at::DeviceIndex)index);
        auto options = at::TensorOptions().dtype((at::ScalarType)type).device(place).requires_grad(requires_grad);
        return torch::empty(at::IntArrayRef(sizes, length), options);
    });
}

API void THSTensor_dispose(Tensor* x) { delete x; }
API int64_t THSTensor_numel(Tensor* x) { return x->numel(); }
API int64_t THSTensor_element_size(Tensor* x) { return x->element_size(); }
API int THSTensor_device_type(Tensor* x) { return (int)x->device().type(); }
API int THSTensor_is_contiguous(Tensor* x) { return x->is_contiguous(); }
API void* THSTensor_data(Tensor* x) { return x->data_ptr(); }
IN_PLACE(set_requires_grad, (Tensor* x, bool requires_grad), x->set_requires_grad(requires_grad))
IN_PLACE(set_grad, (Tensor* x, Tensor* grad), x->mutable_grad() = grad == nullptr ? Tensor() : *grad)
IN_PLACE(backward, (Tensor* x), x->backward())
UNARY(detach, x->detach())

API Tensor* THSTensor_narrow(Tensor* x, int64_t dim, int64_t start, int64_t length) { return made([&] { return x->narrow(dim, start, length); }); }
API Tensor* THSTensor_view(Tensor* x, const int64_t* shape, int length) { return made([&] { return x->view(at::IntArrayRef(shape, length)); }); }
API Tensor* THSTensor_expand(Tensor* x, const int64_t* sizes, int length, bool implicit) { return made([&] { return x->expand(at::IntArrayRef(sizes, length), implicit); }); }
API Tensor* THSTensor_index_select(Tensor* x, int64_t dim, Tensor* index) { return made([&] { return x->index_select(dim, *index); }); }
API Tensor* THSTensor_cat(Tensor** tensors, int length, int64_t dim)
{
    return made([&] {
        std::vector<Tensor> list;
        for (int i = 0; i < length; i++)
            list.push_back(*tensors[i]);
        return torch::cat(list, dim);
    });
}

UNARY(isnan, x->isnan())
UNARY(exp, x->exp())
UNARY(neg, x->neg())
UNARY(silu, torch::silu(*x))
UNARY(relu, x->relu())
UNARY(tanh, x->tanh())
UNARY(sigmoid, x->sigmoid())
API Tensor* THSTensor_add(Tensor* x, Tensor* y, Scalar* alpha) { return made([&] { return x->add(*y, *alpha); }); }
API Tensor* THSTensor_add_scalar(Tensor* x, Scalar* y, Scalar* alpha) { return made([&] { return x->add(*y, *alpha); }); }
API Tensor* THSTensor_sub(Tensor* x, Tensor* y) { return made([&] { return x->sub(*y); }); }
API Tensor* THSTensor_sub_scalar(Tensor* x, Scalar* y) { return made([&] { return x->sub(*y); }); }
API Tensor* THSTensor_mul(Tensor* x, Tensor* y) { return made([&] { return x->mul(*y); }); }
API Tensor* THSTensor_mul_scalar(Tensor* x, Scalar* y) { return made([&] { return x->mul(*y); }); }
API Tensor* THSTensor_addcmul(Tensor* x, Tensor* y, Tensor* z, Scalar* value) { return made([&] { return x->addcmul(*y, *z, *value); }); }
API Tensor* THSTensor_masked_fill(Tensor* x, Tensor* mask, Scalar* value) { return made([&] { return x->masked_fill(*mask, *value); }); }
API Tensor* THSTensor_norm(Tensor* x, float p) { return made([&] { return x->norm(p); }); }
API Tensor* THSTensor_clamp(Tensor* x, Scalar* min, Scalar* max)
{
    return made([&] { return x->clamp(min == nullptr ? c10::nullopt : c10::optional<Scalar>(*min), max == nullptr ? c10::nullopt : c10::optional<Scalar>(*max)); });
}

API Tensor* THSTensor_sum(Tensor* x, bool has_type, int8_t type)
{
    return made([&] { return has_type ? x->sum((at::ScalarType)type) : x->sum(); });
}

API Tensor* THSTensor_sum_along_dimensions(Tensor* x, const int64_t* dims, int length, bool keepdim, bool has_type, int8_t type)
{
    return made([&] { return x->sum(at::IntArrayRef(dims, length), keepdim, has_type ? c10::optional<at::ScalarType>((at::ScalarType)type) : c10::nullopt); });
}

IN_PLACE(copy_, (Tensor* x, Tensor* source, bool non_blocking), x->copy_(*source, non_blocking))
IN_PLACE(fill_, (Tensor* x, Scalar* value), x->fill_(*value))
IN_PLACE(masked_fill_, (Tensor* x, Tensor* mask, Scalar* value), x->masked_fill_(*mask, *value))
IN_PLACE(add_, (Tensor* x, Tensor* y, Scalar* alpha), x->add_(*y, *alpha))
IN_PLACE(add_scalar_, (Tensor* x, Scalar* y, Scalar* alpha), x->add_(*y, *alpha))
IN_PLACE(mul_scalar_, (Tensor* x, Scalar* y), x->mul_(*y))
IN_PLACE(addcmul_, (Tensor* x, Tensor* y, Tensor* z, Scalar* value), x->addcmul_(*y, *z, *value))
IN_PLACE(addcdiv_, (Tensor* x, Tensor* y, Tensor* z, Scalar* value), x->addcdiv_(*y, *z, *value))
IN_PLACE(sqrt_, (Tensor* x), x->sqrt_())

API Tensor* THSNN_functional_linear(Tensor* input, Tensor* weight, Tensor* bias)
{
    return made([&] { return bias == nullptr ? torch::linear(*input, *weight) : torch::linear(*input, *weight, *bias); });
}

API Tensor* THSNN_binary_cross_entropy_with_logits(Tensor* input, Tensor* target, Tensor* weight, int64_t reduction, Tensor* pos_weight)
{
    return made([&] {
        return torch::binary_cross_entropy_with_logits(*input, *target, weight == nullptr ? Tensor() : *weight, pos_weight == nullptr ? Tensor() : *pos_weight, reduction);
    });
}
