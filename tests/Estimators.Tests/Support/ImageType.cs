using Microsoft.ML.Data;

namespace MLNet.Vae.Tests.Support
{
    /// <summary>Stands for the type of image columns in Microsoft.ML.ImageAnalytics, which brings native libraries.</summary>
    internal sealed class ImageType() : StructuredDataViewType(typeof(MLImage))
    {
        public override bool Equals(DataViewType? other) => other is ImageType;

        public override int GetHashCode() => nameof(ImageType).GetHashCode(StringComparison.Ordinal);

        public override string ToString() => "Image";
    }
}

namespace Microsoft.ML.Data
{
    /// <summary>An image, by the name that it has there.</summary>
    internal sealed class MLImage;
}
