using LatencyEngine.Multicast.Protocol;

namespace LatencyEngine.Multicast.Subscribing;

/// <summary>
/// When to complain about a gap: at once where there is one receiver, at a random moment where several would complain
/// alike. The receiver's thread.
/// </summary>
/// <remarks>
/// The random delay is Aeron's optimal multicast back-off, with a group of 10 and at most 10 ms: most receivers draw a
/// late moment, so that the repair which the earliest causes reaches them first.
/// </remarks>
internal sealed class NakBackOff(bool isGroup, long? delayNanos, ulong seed)
{
    private const int RepeatRatio = 100;
    private static readonly double Lambda = Math.Log(ProtocolTimes.MulticastNakGroupSize) + 1;
    private static readonly double Scale = (Math.Exp(Lambda) - 1) * ProtocolTimes.MulticastNakBackoffMaxNanos / Lambda;
    private static readonly double Base = Lambda / (ProtocolTimes.MulticastNakBackoffMaxNanos * (Math.Exp(Lambda) - 1));

    private ulong _state = seed | 1;

    /// <summary>Before the first complaint of a gap.</summary>
    public long FirstNanos() => isGroup ? RandomNanos() : delayNanos ?? ProtocolTimes.UnicastNakDelayNanos;

    /// <summary>Before the next complaint of the same gap.</summary>
    public long RepeatNanos() =>
        isGroup ? RandomNanos() : delayNanos * RepeatRatio ?? ProtocolTimes.UnicastNakRepeatNanos;

    private long RandomNanos()
    {
        var x = (NextUnit() * Lambda / ProtocolTimes.MulticastNakBackoffMaxNanos) + Base;
        return (long)(ProtocolTimes.MulticastNakBackoffMaxNanos / Lambda * Math.Log(x * Scale));
    }

    // Xorshift: no more is needed than that receivers differ.
    private double NextUnit()
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return (_state >> 11) * (1.0 / (1UL << 53));
    }
}
