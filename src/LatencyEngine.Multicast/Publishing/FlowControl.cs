using LatencyEngine.Multicast.Channels;

namespace LatencyEngine.Multicast.Publishing;

/// <summary>
/// How far a sender may go, of what receivers tell: the fastest rules (unicast, max), or the slowest of all (min) or of
/// those with a tag (tagged). The sender's thread; owns the table of receivers.
/// </summary>
/// <remarks>Aeron's transport protocol: <c>fc=max</c>, <c>fc=min[,g:/n][,t:5s]</c>, <c>fc=tagged,g:tag/n</c>.</remarks>
internal sealed class FlowControl(FlowControlSpec spec, long initialLimit)
{
    private readonly bool _waitsForSlowest = spec.Kind is FlowControlKind.Min or FlowControlKind.Tagged;

    public ReceiverTable Receivers { get; } = new();

    /// <summary>Position that the sender may not pass. Never less than before.</summary>
    public long Limit { get; private set; } = initialLimit;

    /// <summary>Whether as many listen as the channel wants before anything is sent.</summary>
    public bool HasEnoughReceivers => !_waitsForSlowest || Receivers.CountedCount >= spec.GroupSizeMin;

    /// <summary>A receiver has told what it consumed.</summary>
    /// <param name="position">Consumed.</param>
    /// <param name="windowBytes">What it takes more.</param>
    public void OnStatus(long receiverId, long position, int windowBytes, long? groupTag, long nowNanos)
    {
        var windowEnd = position + windowBytes;
        var isCounted = _waitsForSlowest && IsCounted(receiverId, windowEnd, windowBytes, groupTag);
        Receivers.Set(new Receiver(receiverId, position, windowEnd, nowNanos, isCounted));
        if (!HasEnoughReceivers) return;
        Raise(_waitsForSlowest && Receivers.CountedCount > 0 ? Receivers.WindowEndMin() : windowEnd);
    }

    public void OnLeaving(long receiverId)
    {
        Receivers.Remove(receiverId);
        RaiseToSlowest();
    }

    /// <summary>Forgets receivers that have fallen silent, so that nobody waits for them any more.</summary>
    public void OnTime(long nowNanos)
    {
        if (Receivers.RemoveSilent(nowNanos - spec.ReceiverTimeoutNanos)) RaiseToSlowest();
    }

    // A newcomer that is far behind the others must not hold them up: it is served from where it can be.
    private bool IsCounted(long receiverId, long windowEnd, int windowBytes, long? groupTag)
    {
        if (spec.Kind == FlowControlKind.Tagged && groupTag != spec.GroupTag) return false;
        if (Receivers.TryFind(receiverId, out var known) && known.IsCounted) return true;
        return Receivers.CountedCount == 0 || windowEnd >= Receivers.WindowEndMin() - windowBytes;
    }

    private void RaiseToSlowest()
    {
        if (_waitsForSlowest && Receivers.CountedCount > 0 && HasEnoughReceivers) Raise(Receivers.WindowEndMin());
    }

    private void Raise(long limit) => Limit = Math.Max(Limit, limit);
}
