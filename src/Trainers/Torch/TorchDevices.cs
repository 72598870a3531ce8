using TorchSharp;

namespace MLNet.Vae.Torch;

/// <summary>From a device of the options to one of libtorch.</summary>
internal static class TorchDevices
{
    /// <exception cref="InvalidOperationException">There is no such CUDA device.</exception>
    public static void Require(VaeDevice device)
    {
        if (!device.IsCuda)
            return;
        int found = torch.cuda.is_available() ? torch.cuda.device_count() : 0;
        if (device.Index < found)
            return;
        string there = found switch { 0 => "no CUDA device", 1 => "cuda:0 alone", _ => $"cuda:0 to cuda:{found - 1}" };
        throw new InvalidOperationException(
            $"Device is {device}; libtorch found {there}. Check the driver, have the application reference TorchSharp-cuda-linux or " +
            "TorchSharp-cuda-windows in place of TorchSharp-cpu, or leave Device at its default, the CPU.");
    }

    public static torch.Device Of(VaeDevice device) =>
        device.IsCuda ? new torch.Device(DeviceType.CUDA, device.Index) : new torch.Device(DeviceType.CPU);
}
