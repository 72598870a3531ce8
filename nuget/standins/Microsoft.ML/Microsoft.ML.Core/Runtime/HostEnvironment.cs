namespace Microsoft.ML.Runtime;

internal interface IHostEnvironmentInternal : IHostEnvironment
{
    int? Seed { get; }
}

/// <summary>The environment of an MLContext, and every host registered below it.</summary>
internal sealed class HostEnvironment : IHost, IHostEnvironmentInternal
{
    private readonly HostEnvironment _parent;
    private readonly Action<string, ChannelMessage> _log;
    private readonly Lock _lock = new();

    public HostEnvironment(int? seed, Action<string, ChannelMessage> log)
    {
        Seed = seed;
        Rand = RandomUtils.Create(seed);
        ComponentCatalog = new ComponentCatalog();
        _log = log;
    }

    private HostEnvironment(HostEnvironment parent, string name, Random rand)
    {
        _parent = parent;
        _log = parent._log;
        Seed = parent.Seed;
        Rand = rand;
        ComponentCatalog = parent.ComponentCatalog;
        // As officially, the name begins with the parent's parent.
        FullName = Join(parent._parent?.FullName, name);
    }

    public int? Seed { get; }
    public Random Rand { get; }
    public ComponentCatalog ComponentCatalog { get; }
    public string FullName { get; }
    public string ContextDescription => FullName ?? "HostEnvironment";

    public IHost Register(string name, int? seed = null, bool? verbose = null)
    {
        Check.HasText(name, nameof(name));
        lock (_lock)
            return new HostEnvironment(this, name, seed is int own ? RandomUtils.Create(own) : RandomUtils.Create(Rand));
    }

    public IChannel Start(string name) => new Channel(this, Join(FullName, name), _log);
    public IPipe<TMessage> StartPipe<TMessage>(string name) => throw new NotSupportedException("The stand-in has no pipes but channels.");
    public IProgressChannel StartProgressChannel(string name) => new SilentProgressChannel();
    public TException Process<TException>(TException ex) where TException : Exception => Check.Marked(ex);
    private static string Join(string first, string second) => string.IsNullOrEmpty(first) ? second : $"{first}; {second}";
}
