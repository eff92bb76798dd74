using LatencyEngine.Runtime.Metrics;

namespace LatencyEngine.Multicast.Driver;

/// <summary>
/// What a driver counts. The sender's thread writes those of sending, the receiver's those of receiving; any thread
/// reads.
/// </summary>
internal sealed class DriverCounters(string name, CounterRegistry registry)
{
    // Of the sender.
    public Counter BytesSent { get; } = registry.Register($"{name}.bytes-sent");

    public Counter StatusReceived { get; } = registry.Register($"{name}.status-received");

    public Counter StatusRejected { get; } = registry.Register($"{name}.status-rejected");

    public Counter NaksReceived { get; } = registry.Register($"{name}.naks-received");

    public Counter NaksIgnored { get; } = registry.Register($"{name}.naks-ignored");

    public Counter RetransmittedBytes { get; } = registry.Register($"{name}.retransmitted-bytes");

    public Counter ErrorsReceived { get; } = registry.Register($"{name}.errors-received");

    public Counter SetupsSent { get; } = registry.Register($"{name}.setups-sent");

    public Counter HeartbeatsSent { get; } = registry.Register($"{name}.heartbeats-sent");

    public Counter ShortSends { get; } = registry.Register($"{name}.short-sends");

    public Counter InvalidPackets { get; } = registry.Register($"{name}.invalid-packets-at-sender");

    // Of the receiver.
    public Counter BytesReceived { get; } = registry.Register($"{name}.bytes-received");

    public Counter InvalidFrames { get; } = registry.Register($"{name}.invalid-packets-at-receiver");

    public Counter Overruns { get; } = registry.Register($"{name}.overruns");

    public Counter Underruns { get; } = registry.Register($"{name}.underruns");

    public Counter Duplicates { get; } = registry.Register($"{name}.duplicates");

    public Counter NaksSent { get; } = registry.Register($"{name}.naks-sent");

    public Counter GapsFilled { get; } = registry.Register($"{name}.gaps-filled");

    public Counter StatusSent { get; } = registry.Register($"{name}.status-sent");

    public Counter SetupsAsked { get; } = registry.Register($"{name}.setups-asked");

    public Counter SetupsRefused { get; } = registry.Register($"{name}.setups-refused");
}
