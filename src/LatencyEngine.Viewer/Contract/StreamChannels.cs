namespace LatencyEngine.Viewer.Contract;

/// <summary>Where the engine's streams are when nobody says otherwise: multicast on loopback, so that nothing leaves the host.</summary>
public static class StreamChannels
{
    /// <summary>Of everything that the engine tells.</summary>
    public const string Default = "aeron:udp?endpoint=224.0.77.1:40771|interface=127.0.0.1";

    /// <summary>Of what the engine is told. Commands are few and short, and each client costs the engine three terms.</summary>
    public const string DefaultCommands = "aeron:udp?endpoint=127.0.0.1:40772|term-length=64k";
}
