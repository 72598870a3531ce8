namespace Microsoft.ML.Runtime;

internal delegate void LogAction(string source, ChannelMessageKind kind, string message);

/// <summary>The environment of an MLContext, and every host registered below it.</summary>
internal sealed class HostEnvironment(string name, Random rand, ComponentCatalog components, LogAction log) : IHost
{
    public Random Rand => rand;
    public ComponentCatalog ComponentCatalog => components;

    public IHost Register(string name, int? seed = null, bool? verbose = null)
    {
        lock (rand)
            return new HostEnvironment(name, new Random(seed ?? rand.Next()), components, log);
    }

    public IChannel Start(string channel) => new Channel($"{name}; {channel}", log);

    private sealed class Channel(string source, LogAction log) : IChannel
    {
        public void Info(MessageSensitivity sensitivity, string fmt) => log(source, ChannelMessageKind.Info, fmt);
        public void Warning(MessageSensitivity sensitivity, string fmt) => log(source, ChannelMessageKind.Warning, fmt);
        public void Dispose() { }
    }
}
