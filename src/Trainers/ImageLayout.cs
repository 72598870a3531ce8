namespace MLNet.Vae;

/// <summary>How the numbers of an image lie in a row of features, top row and left column first.</summary>
public enum ImageLayout
{
    /// <summary>Height × width × channels: the channels of a pixel lie together, as in most image files (interleaved).</summary>
    ChannelsLast = 0,

    /// <summary>Channels × height × width: one channel behind the other, as ML.NET's <c>ExtractPixels</c> gives them.</summary>
    ChannelsFirst = 1,
}
